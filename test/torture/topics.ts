import { loseCamera } from './faults/camera.ts';
import { setClock } from './faults/clock.ts';
import { fillDisk } from './faults/disk.ts';
import { loseDisplay } from './faults/display.ts';
import type { FaultLine } from './faults/laws.ts';
import { cutNetwork } from './faults/network.ts';
import { losePrinter } from './faults/printer.ts';
import { fuzzIpc } from './fuzz-ipc.ts';
import { fuzzMedia } from './fuzz-media.ts';
import { fuzzAnswers, fuzzJournals, fuzzPolicies, fuzzReceipts, type FuzzReport } from './fuzz-texts.ts';
import { runKills } from './kills.ts';
import { runLoad } from './load.ts';
import { playSchedules } from './schedules.ts';
import { runSoak, type SoakReport } from './soak.ts';
import { killInEveryState } from './states.ts';

export type Edition = 'quick' | 'full';

interface TopicReport {
  readonly count: number;
  readonly figures: string;
  /** What broke, a line each; empty when all is well. */
  readonly wrong: readonly string[];
}

interface Topic {
  readonly name: string;
  readonly what: string;
  readonly run: (edition: Edition, seed: number) => Promise<TopicReport>;
}

const fuzz = (
  name: string,
  what: string,
  counts: Readonly<Record<Edition, number>>,
  run: (count: number, seed: number) => FuzzReport | Promise<FuzzReport>,
): Topic => ({
  name,
  what,
  async run(edition, seed) {
    const { tried, taken, wrong, figures } = await run(counts[edition], seed);
    const told = `${taken} still good, ${tried - taken} refused`;
    return { count: tried, figures: figures === undefined ? told : `${told}; ${figures}`, wrong };
  },
});

/** One kind of fault in the real app; `torture faults` plays all kinds. */
const faults = (
  kind: string,
  what: string,
  play: (edition: Edition) => Promise<readonly FaultLine[]>,
): Topic => ({
  name: `faults-${kind}`,
  what,
  async run(edition) {
    const lines = await play(edition);
    for (const { name, happened, wrong } of lines)
      process.stderr.write(`       ${wrong.length === 0 ? 'ok' : 'FAILED'} ${name}: ${happened}\n`);
    const wrong = lines.flatMap((line) => line.wrong.map((law) => `${line.name}: ${law}`));
    const good = lines.filter((line) => line.wrong.length === 0).length;
    return { count: lines.length, figures: `${good} as they must be`, wrong };
  },
});

/** Most a long run may grow, as a share of what it was after warm-up. */
const MAX_GROWTH = {
  memoryMb: 0.02,
  handles: 0.02,
  processes: 0,
  temporaryFiles: 0,
  seconds: 0.05,
} as const;
/** Most the clips' frames per second may differ between early and late sessions. */
const MAX_FPS_CHANGE = 0.02;
/** Sessions that a machine busy with something else may spoil. */
const MAX_UNFINISHED = 0.02;
/** A figure of a few sessions says nothing about growth. */
const FEWEST_FOR_GROWTH = 100;
const MAX_LOAD_GROWTH = 1.25;

export const topics: readonly Topic[] = [
  {
    name: 'schedules',
    what: 'random fault schedules',
    async run(edition, seed) {
      const { played, entered, approvals, broken } = await playSchedules(
        edition === 'full' ? 100_000 : 10_000,
        { seed },
      );
      const states = Object.keys(entered).length;
      return {
        count: played,
        figures: `${states} states, ${approvals} approvals`,
        wrong: broken === null ? [] : [broken],
      };
    },
  },
  fuzz('answers', 'answers of the service', { quick: 10_000, full: 200_000 }, fuzzAnswers),
  fuzz('policies', 'policy files', { quick: 1000, full: 20_000 }, fuzzPolicies),
  fuzz('journals', 'journal exports', { quick: 500, full: 10_000 }, fuzzJournals),
  fuzz('receipts', 'texts of receipts', { quick: 5000, full: 100_000 }, fuzzReceipts),
  fuzz('ipc', 'inputs of every channel', { quick: 3000, full: 200_000 }, fuzzIpc),
  fuzz('media', 'videos and images', { quick: 60, full: 5000 }, fuzzMedia),
  {
    name: 'load',
    what: 'sessions in fast-forward',
    async run(edition) {
      const sessions = edition === 'full' ? 100_000 : 1000;
      const { answered, records, isWhole, sessionsPerSecond, growth, searchMs, chartMs, ledgerReadMs } =
        await runLoad(sessions);
      const wrong = [
        ...(answered === sessions ? [] : [`${sessions - answered} sessions without an answer`]),
        ...(isWhole ? [] : ['the journal is not whole']),
        ...(edition === 'quick' || growth <= MAX_LOAD_GROWTH
          ? []
          : [`memory grew ${growth.toFixed(2)} times in the second half`]),
      ];
      const figures = `${sessionsPerSecond.toFixed(0)} a second, ${records} records, search ${searchMs.toFixed(0)} ms, charts ${chartMs.toFixed(0)} ms, ledger read ${ledgerReadMs.toFixed(0)} ms`;
      return { count: sessions, figures, wrong };
    },
  },
  faults('disk', 'disk full in the real app', fillDisk),
  faults('printer', 'printer lost', losePrinter),
  faults('network', 'network cut', cutNetwork),
  faults('camera', 'camera lost', loseCamera),
  faults('display', 'display lost', loseDisplay),
  faults('clock', 'clock set', setClock),
  {
    name: 'kills',
    what: 'kill -9 in the real app',
    async run(edition, seed) {
      const { kills, foundIn, wrong } = await runKills(edition === 'full' ? 200 : 4, seed, (line) =>
        process.stderr.write(`       kills: ${line}\n`),
      );
      const figures = Object.entries(foundIn)
        .map(([type, count]) => `${type} ${count}`)
        .join(', ');
      return { count: kills, figures: `last record: ${figures}`, wrong };
    },
  },
  {
    name: 'states',
    what: 'kill -9 in every state',
    async run(edition) {
      const { kills, states, wrong } = await killInEveryState(edition, (line) =>
        process.stderr.write(`       states: ${line}\n`),
      );
      return { count: kills, figures: `${states} states`, wrong };
    },
  },
  {
    name: 'soak',
    what: 'sessions in one real process',
    async run(edition) {
      const sessions = edition === 'full' ? 300 : 4;
      const { rows, growth } = await runSoak(sessions, (line) =>
        process.stderr.write(`       soak: ${line}\n`),
      );
      const unfinished = rows.filter((row) => row.unfinished === 1).length;
      const wrong = [
        ...(sessions < FEWEST_FOR_GROWTH ? [] : tooMuch(growth)),
        ...(unfinished > sessions * MAX_UNFINISHED
          ? [`${unfinished} sessions ended with the attendant`]
          : []),
      ];
      const fps = rows.map((row) => row.framesPerSecond);
      const grown = Object.entries(growth).map(([name, by]) => `${name} ${percent(by)}`);
      const retakes = rows.reduce((sum, row) => sum + row.retakes, 0);
      const figures = `${grown.join(', ')}; fps ${Math.min(...fps).toFixed(1)} to ${Math.max(...fps).toFixed(1)}, ${retakes} retakes, ${unfinished} unfinished`;
      return { count: rows.length, figures, wrong };
    },
  },
];

function tooMuch(growth: SoakReport['growth']): readonly string[] {
  const grown = (Object.keys(MAX_GROWTH) as (keyof typeof MAX_GROWTH)[])
    .filter((name) => growth[name] > MAX_GROWTH[name])
    .map((name) => `${name} grew by ${percent(growth[name])}`);
  const { framesPerSecond } = growth;
  return Math.abs(framesPerSecond) > MAX_FPS_CHANGE
    ? [...grown, `frames per second changed by ${percent(framesPerSecond)}`]
    : grown;
}

const percent = (share: number): string => `${share >= 0 ? '+' : ''}${(share * 100).toFixed(1)} %`;
