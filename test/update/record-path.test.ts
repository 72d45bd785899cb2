import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_UPDATES } from '../../main/core/update-probation.ts';
import { recordFile } from '../../main/update/record-file.ts';
import { mayBeOnProbation, recordPath, updatesFolder } from '../../main/update/record-path.ts';

let userDataDir: string;
beforeAll(async () => {
  userDataDir = await mkdtemp(join(tmpdir(), 'kiosk-record-'));
});
afterAll(() => rm(userDataDir, { recursive: true }));

/** Whatever this says no to is never taken back: only what is surely settled may pass. */
describe('whether a start may be of a version on probation', () => {
  it('is no where no update ever was', () => {
    expect(mayBeOnProbation(userDataDir)).toBe(false);
  });

  it('is what the record says, as it is written', () => {
    const record = recordFile(recordPath(userDataDir));
    record.write(NO_UPDATES);
    expect(mayBeOnProbation(userDataDir)).toBe(false);
    record.write({
      ...NO_UPDATES,
      probation: { version: '9.9.9', from: '0.1.0', startsLeft: 3, unproven: 0 },
    });
    expect(mayBeOnProbation(userDataDir)).toBe(true);
  });

  it('is yes where the record cannot be read', async () => {
    await writeFile(recordPath(userDataDir), '{"probation":');
    expect(mayBeOnProbation(userDataDir)).toBe(true);
    await rm(updatesFolder(userDataDir), { recursive: true });
    await mkdir(recordPath(userDataDir), { recursive: true });
    expect(mayBeOnProbation(userDataDir)).toBe(true);
  });
});
