import { traceOf } from '../../main/core/station-trace.ts';
import {
  type StationCheck,
  type StationReport,
  type StationState,
  unwell,
  well,
} from '../../main/core/station-check.ts';

/** What main tells of the daily check, for a look at each. */

const fine: readonly StationCheck[] = [
  well('faceCamera', 'Logitech BRIO, 1920 × 1080'),
  well('faceRate', '30.0 / s, 36 ms'),
  well('faceReach', '30 %: 41 cm (65°, 1280 × 960)'),
  well('faceLight', '118 / 255, 96'),
  well('cardCamera', 'ELMO MX-P2, 3264 × 2448'),
  well('cardPixels', '2310 px → 739 × 887 px'),
  well('clock', '0.4 s'),
  well('tls', 'TLSv1.3'),
  well('disk', '212 GB'),
  well('keychain'),
  well('journal'),
  well('model'),
];

const PICTURES = 90;
const ROWS = 48;

/** Thirty pictures a second under a lamp that pulses at 100 Hz, one of them late. */
const sampled = {
  timesMs: Array.from({ length: PICTURES }, (_, at) => at * 33.3 + (at > 52 ? 71 : 0) + (at % 7)),
  profiles: Array.from({ length: PICTURES }, (_, at) =>
    Array.from(
      { length: ROWS },
      (__, row) => 110 - row * 0.6 + 4 * Math.sin((at / 30) * 10 * 2 * Math.PI + row / 4),
    ),
  ),
};

const report = (checks: readonly StationCheck[], isGo: boolean): StationReport => ({
  schema: 'liveness-kiosk/station-check@1',
  atMs: Date.UTC(2026, 10, 23, 0, 42),
  mode: 'practice',
  stationId: 'HN-012-03',
  isGo,
  checks,
  trace: traceOf(sampled),
});

export const sampleStation = {
  due: { dailyCheck: 'offered', today: null },
  go: {
    dailyCheck: 'offered',
    today: report(
      [
        ...fine,
        unwell('faceFlicker', 'attention', 'flicker', '± 2.6 %'),
        unwell('printer', 'attention', 'savedAsPdf'),
        unwell('faceFocus', 'notAssessed', 'nobodyThere'),
      ],
      true,
    ),
  },
  noGo: {
    dailyCheck: 'required',
    today: report(
      [
        ...fine.slice(1),
        unwell('faceCamera', 'broken', 'cameraRefused', 'OBS Virtual Camera, 1920 × 1080'),
        unwell('printer', 'broken', 'printerNotReady', 'Receipt'),
        unwell('faceFocus', 'attention', 'notSharp', '0.41'),
      ],
      false,
    ),
  },
} as const satisfies Readonly<Record<string, StationState>>;
