import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseJson } from '../core/parse-json.ts';
import { NO_UPDATES, updateRecordSchema, type UpdateRecord } from '../core/update-probation.ts';

/** What updates leave on this disk; read and written at once, because a start that fails may not live to a later turn. */
export interface RecordFile {
  read(): UpdateRecord;
  write(record: UpdateRecord): void;
}

export function recordFile(path: string): RecordFile {
  return {
    read() {
      const parsed = updateRecordSchema.safeParse(parseJson(readText(path)));
      // A damaged record is none: no probation, no way back, and the next update begins a new one.
      return parsed.success ? parsed.data : NO_UPDATES;
    },
    write(record) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const file = openSync(`${path}.new`, 'w', 0o600);
      try {
        writeSync(file, JSON.stringify(record));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(`${path}.new`, path);
    },
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // No update has ever been installed here.
    return '';
  }
}
