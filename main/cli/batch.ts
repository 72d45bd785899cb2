import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FAILURE_EXIT_STATUS, failure } from '../core/failure.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import type { PrecheckReport } from '../core/precheck-report.ts';
import type { PrecheckPolicy } from '../core/precheck-policy.ts';
import { type MediaPrechecker, toReport } from '../media/prechecker.ts';
import type { CommandIo, ExitStatus } from './command.ts';
import { failureReport, inspect, markUnreadable, statusOf } from './precheck-files.ts';
import type { PrecheckOptions } from './precheck-options.ts';

const VIDEO = /\.(mp4|m4v|mov|webm|mkv|avi)$/i;
const PICTURE = /\.(jpe?g|png)$/i;

/** One JSON line per media file of the folder, in the order of their names; N engines side by side. */
export async function runBatch(
  create: () => MediaPrechecker,
  policy: PrecheckPolicy,
  options: PrecheckOptions,
  io: CommandIo,
): Promise<ExitStatus> {
  const dir = options.batchDir ?? '.';
  const names = await listMedia(dir);
  if (names === null) {
    io.stderr(`${catalogues[io.language].failures.inputMissing}\n  ${dir}\n`);
    return FAILURE_EXIT_STATUS.inputMissing;
  }
  const statuses: ExitStatus[] = [];
  const lines = createOrderedWriter(io.stdout);
  let next = 0;
  const work = async (): Promise<void> => {
    const prechecker = create();
    for (let at = next++; at < names.length && !io.signal.aborted; at = next++) {
      const name = names[at] ?? '';
      const report = await checkNamed(prechecker, policy, join(dir, name), io.signal);
      statuses.push(statusOf(report));
      lines.write(at, `${JSON.stringify({ file: name, ...report })}\n`);
      if (io.isTerminal) io.stderr(`\r${statuses.length}/${names.length} `);
    }
    await prechecker.close();
  };
  await Promise.all(Array.from({ length: Math.min(options.jobs, Math.max(1, names.length)) }, work));
  if (io.isTerminal) io.stderr('\n');
  return io.signal.aborted ? FAILURE_EXIT_STATUS.cancelled : worst(statuses);
}

async function listMedia(dir: string): Promise<string[] | null> {
  try {
    const names = await readdir(dir);
    return names.filter((name) => VIDEO.test(name) || PICTURE.test(name)).toSorted();
  } catch {
    // Told by the caller as a missing input.
    return null;
  }
}

async function checkNamed(
  prechecker: MediaPrechecker,
  policy: PrecheckPolicy,
  path: string,
  signal: AbortSignal,
): Promise<PrecheckReport> {
  const startedMs = performance.now();
  const files = PICTURE.test(path) ? { video: null, card: path } : { video: path, card: null };
  const checked = await inspect(prechecker, files, signal);
  if (!checked.ok) return failureReport(checked.failure);
  const { video, card } = checked.value;
  const summary = video?.summary ?? card?.summary;
  if (!summary) return failureReport(failure('internal'));
  const measured = { video: video?.measurement ?? null, card: card?.measurement ?? null };
  return markUnreadable(toReport(summary, measured, policy, performance.now() - startedMs));
}

function worst(statuses: readonly ExitStatus[]): ExitStatus {
  return statuses.reduce<ExitStatus>((most, one) => (one > most ? one : most), 0);
}

/** Lines come out in the order of the names, whichever engine was faster. */
function createOrderedWriter(out: (text: string) => void): { write(at: number, line: string): void } {
  const waiting = new Map<number, string>();
  let next = 0;
  return {
    write(at, line) {
      waiting.set(at, line);
      for (let ready = waiting.get(next); ready !== undefined; ready = waiting.get(next)) {
        out(ready);
        waiting.delete(next++);
      }
    },
  };
}
