import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import type { VideoMeasurement } from '../../main/core/measurement.ts';
import { precheckReportSchema } from '../../main/core/precheck-report.ts';
import { defaultPrecheckPolicy } from '../../main/core/precheck-policy.ts';
import { createPrechecker } from '../../main/media/prechecker.ts';
import { type ClipName, clipFile } from './clips.ts';

const prechecker = createPrechecker({ policy: defaultPrecheckPolicy, ffmpegPath: null, modelsDir: null });
const never = new AbortController().signal;
const facts = {
  cameraLabel: 'test',
  widthPx: 1280,
  heightPx: 720,
  framesPerSecond: 30,
  mimeType: 'video/mp4',
};
afterAll(() => prechecker.close());

const EXPECTED = {
  ok: '200',
  dark: '406',
  bright: '406',
  blurred: '412',
  frozen: '413',
  out: '423',
  small: '411',
  mask: '406',
  lost: '410',
  noFace: '410',
  two: '408',
  short: '409',
  slow: '409',
  lowResolution: '409',
} as const satisfies Partial<Record<ClipName, string>>;

test.each(Object.entries(EXPECTED))(
  'the clip "%s" is predicted to get %s',
  { timeout: 60_000 },
  async (name, code) => {
    const answer = await prechecker.inspectVideo(await clipFile(name as ClipName), false, never);
    if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
    if (name === 'ok') expectTimeline(answer.value.measurement);
    expect(answer.value.summary).toMatchObject({ predictedCode: code });
    expect(answer.value.summary.outcome === 'fail').toBe(code !== '200');
  },
);

test(
  'a fragmented recording becomes a plain MP4 with its index first, no tags, and is checked as that',
  { timeout: 60_000 },
  async () => {
    const recording = new Uint8Array(readFileSync(await clipFile('fragmented')));
    // As the page does: most of it while it is recorded, then the whole.
    prechecker.addFacePiece(recording.slice(0, 200_000), 0);
    prechecker.addFacePiece(recording.slice(200_000, 500_000), 1);
    const checked = await prechecker.checkFace(recording, facts, never);
    if (!checked.ok) throw new Error(JSON.stringify(checked.failure));
    const { bytes, report, sha256, preview, contentType } = checked.value;
    const text = Buffer.from(bytes).toString('latin1');
    expect(contentType).toBe('video/mp4');
    expect(text.indexOf('moov')).toBeLessThan(text.indexOf('mdat'));
    expect(text.slice(0, text.indexOf('mdat'))).not.toContain('moof');
    expect(text).not.toContain('secret');
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(preview?.byteLength).toBeGreaterThan(1000);
    expect(precheckReportSchema.parse(report)).toMatchObject({
      predictedCode: '200',
      video: { container: 'mp4', packets: 165 },
    });
  },
);

test('a recording that is not H.264 is encoded as H.264', { timeout: 60_000 }, async () => {
  const recording = new Uint8Array(readFileSync(await clipFile('webm')));
  const checked = await prechecker.checkFace(recording, facts, never);
  if (!checked.ok) throw new Error(JSON.stringify(checked.failure));
  expect(precheckReportSchema.parse(checked.value.report).video).toMatchObject({
    codec: 'h264',
    container: 'mp4',
  });
});

test('a cancelled check ends as cancelled, and the next one works', { timeout: 60_000 }, async () => {
  const path = await clipFile('ok');
  const controller = new AbortController();
  const cancelled = prechecker.inspectVideo(path, false, controller.signal);
  setTimeout(() => controller.abort(), 60);
  expect(await cancelled).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  expect(await prechecker.inspectVideo(path, false, never)).toMatchObject({ ok: true });
});

/** Every sample carries what the timeline needs, in the order of time. */
function expectTimeline({ samples, framesPerSecond, durationMs }: VideoMeasurement): void {
  expect(framesPerSecond).toBeCloseTo(30, 1);
  expect(durationMs).toBeCloseTo(5500, -1);
  expect(samples.length).toBeGreaterThan(30);
  expect(samples.every((sample, i) => i === 0 || sample.tMs > (samples[i - 1]?.tMs ?? 0))).toBe(true);
  expect(samples.every(({ face }) => face !== null && face.share > 0.3 && face.share < 0.42)).toBe(true);
}
