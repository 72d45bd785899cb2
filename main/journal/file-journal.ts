import { createHash } from 'node:crypto';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failure } from '../core/failure.ts';
import type { Clock, Journal, JournalEvent } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { lastHash } from './chain.ts';

/** The journal as a file of JSON lines: one writer, flushed per record, each naming the hash of the one before. */
export interface FileJournal extends Journal {
  close(): Promise<void>;
}

/** Opens (or starts) the journal; a chain that is broken on disk is continued from its last whole record. */
export async function openFileJournal(path: string, clock: Clock): Promise<Result<FileJournal>> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, 'a+', 0o600);
    return ok(createJournal(file, await lastHash(file), clock));
  } catch (cause) {
    return failed(failure('journalFailed', String(cause), cause));
  }
}

function createJournal(file: FileHandle, startHash: string, clock: Clock): FileJournal {
  let previous = startHash;
  let queue: Promise<unknown> = Promise.resolve();

  const write = async (event: JournalEvent): Promise<Result<void>> => {
    const body = JSON.stringify({ atMs: clock.now(), ...event, previous });
    const hash = createHash('sha256').update(body).digest('hex');
    try {
      await file.appendFile(`${JSON.stringify({ body, hash })}\n`);
      await file.datasync();
    } catch (cause) {
      const full = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';
      return failed(failure(full ? 'diskFull' : 'journalFailed', String(cause), cause));
    }
    previous = hash;
    return ok(undefined);
  };

  return {
    append(event) {
      const written = queue.then(() => write(event));
      queue = written;
      return written;
    },
    async close() {
      await queue;
      await file.close();
    },
  };
}
