import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { emptyStore } from '../../main/core/ring-store.ts';
import { keepRingFile, readRingFile, ringFilePath } from '../../main/policy/ring-file.ts';
import { openSmallDisk } from '../support/small-disk.ts';

const disk = await openSmallDisk(256 * 1024);
afterAll(() => disk?.end());

const storeAt = (highest: number) => ({ ...emptyStore('bank', 'pilot'), highest });

describe('what a station keeps of its ring', () => {
  it.runIf(disk !== null)(
    'is refused at a start with "disk full" and a sentence, stays what it was, and is written when there is room',
    async () => {
      const path = ringFilePath(disk?.folder ?? '');
      expect(keepRingFile(path, storeAt(12)).ok).toBe(true);
      await disk?.fill();
      const kept = keepRingFile(path, storeAt(13));
      expect(kept).toMatchObject({ ok: false, failure: { code: 'diskFull' } });
      expect(catalogues.vi.failures.diskFull).toContain('đầy');
      expect(readRingFile(path, 'bank', 'pilot')).toEqual(storeAt(12));
      await disk?.makeRoom();
      expect(keepRingFile(path, storeAt(13)).ok).toBe(true);
      expect(readRingFile(path, 'bank', 'pilot')).toEqual(storeAt(13));
    },
  );

  it('is refused as "internal" where the folder is none, and reads as a new beginning', () => {
    const path = join(import.meta.filename, 'policy-ring.json');
    expect(keepRingFile(path, storeAt(1))).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(readRingFile(path, 'bank', 'pilot')).toEqual(emptyStore('bank', 'pilot'));
  });
});
