import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { isDiskFull } from '../core/failure.ts';

/** Whether the program ended as it should the last times; kept so that a loop of crashes is seen across starts. */
export interface StartRecord {
  /** True when the last run did not end by itself: a crash, a kill, a power cut. */
  readonly endedBadly: boolean;
  /** True when that has happened three times within ten minutes. */
  readonly isLooping: boolean;
  /** The program ends as it should. */
  close(): void;
  /** This start did not come to work and said why: it counts neither way. */
  undo(): void;
}

const recordSchema = z.strictObject({ isRunning: z.boolean(), badEndsMs: z.array(z.number()).max(20) });

const LOOP_WINDOW_MS = 10 * 60_000;
const LOOP_LIMIT = 3;

export function openStartRecord(path: string, nowMs: number): StartRecord {
  const before = read(path);
  const recent = before.badEndsMs.filter((at) => nowMs - at < LOOP_WINDOW_MS && at <= nowMs);
  const badEndsMs = before.isRunning ? [...recent, nowMs].slice(-LOOP_LIMIT) : recent;
  const isLooping = badEndsMs.length >= LOOP_LIMIT;
  // A loop is told once; after the rest the station gets its tries again.
  const kept = isLooping ? [] : badEndsMs;
  write(path, { isRunning: true, badEndsMs: kept });
  return {
    endedBadly: before.isRunning,
    isLooping,
    close: () => write(path, { isRunning: false, badEndsMs: [] }),
    undo: () => write(path, before),
  };
}

function read(path: string): z.infer<typeof recordSchema> {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // The first start, or a record cut short by the crash it would have told of.
    return { isRunning: false, badEndsMs: [] };
  }
}

/** Without room nothing is remembered, which is what a first start knows; the journal says what matters. */
function write(path: string, record: z.infer<typeof recordSchema>): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(record));
  } catch (cause) {
    if (!isDiskFull(cause)) throw cause;
  }
}
