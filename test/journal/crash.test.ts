import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { openDatabase } from '../../main/journal/database.ts';
import { generateStationKey, openStationKey, parsePublicKey } from '../../main/journal/station-key.ts';
import { verifyRecords } from '../../main/journal/verify.ts';
import { inFolder } from './sample-journal.ts';

it.each([1, 7, 20])(
  'keeps every acknowledged record when the program is killed after %i sessions',
  (sessions) =>
    inFolder(async (folder) => {
      const key = generateStationKey();
      const acknowledged = await writeUntilKilled(folder, key, sessions);
      const database = openDatabase(join(folder, 'journal.db'));
      const verifier = parsePublicKey(openStationKey(key).publicKeyPem);
      if (verifier === null) throw new Error('no key');
      async function* all() {
        yield await Promise.resolve(database.after(0, 100_000));
      }
      const found = await verifyRecords(all(), { verifier, heads: [], start: null, isExcerpt: false });
      expect(found).toMatchObject({ isWhole: true, firstSeq: 1 });
      expect(database.last()?.seq).toBeGreaterThanOrEqual(acknowledged);
      database.close();
    }),
  60_000,
);

/** The number of the last record the writer was told is safe. */
async function writeUntilKilled(folder: string, key: string, sessions: number): Promise<number> {
  await mkdir(folder, { recursive: true });
  const writer = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'crash-writer.ts'), folder],
    {
      env: { ...process.env, SAMPLE_STATION_KEY: key },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let acknowledged = 0;
  let lines = 0;
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged = Number(line);
    lines += 1;
    if (lines === sessions) writer.kill('SIGKILL');
  }
  if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit');
  expect(writer.signalCode).toBe('SIGKILL');
  return acknowledged;
}
