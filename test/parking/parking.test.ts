import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure } from '../../main/core/failure.ts';
import type { ParkedMedia } from '../../main/core/ports.ts';
import { failed, ok } from '../../main/core/result.ts';
import { openParking, type OpenParking, type ParkingOptions } from '../../main/parking/parking.ts';
import { checkedMedia, unwrap } from '../liveness/submissions.ts';

const REFERENCE = 'K7QM-2XTA-9P';
const HOUR_MS = 3_600_000;
const key = randomBytes(32);

let folder: string;
let folders = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parking-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const newFolder = (): string => join(folder, `${(folders += 1)}`);

const media = (): ParkedMedia => ({
  video: checkedMedia(randomBytes(300_000), 'video/mp4'),
  card: checkedMedia(randomBytes(50_000), 'image/jpeg'),
});

const open = async (inFolder: string, options: Partial<ParkingOptions> = {}): Promise<OpenParking> =>
  unwrap(
    await openParking({
      folder: inFolder,
      hours: 2,
      readKey: () => Promise.resolve(ok(key)),
      clock: { now: () => 1000 },
      ...options,
    }),
  );

const bytesOnDisk = (inFolder: string): Buffer =>
  Buffer.concat(readdirSync(inFolder).map((name) => readFileSync(join(inFolder, name))));

describe('parked media', () => {
  it('come back byte for byte with what was measured on them, also after a new start', async () => {
    const where = newFolder();
    const sent = media();
    unwrap(await (await open(where)).park(REFERENCE, sent));
    const later = await open(where);
    expect(later.list()).toEqual([{ reference: REFERENCE, expiresAtMs: 1000 + 2 * HOUR_MS }]);
    const { video, card } = unwrap(await later.open(REFERENCE));
    expect(Buffer.from(video.bytes).equals(sent.video.bytes)).toBe(true);
    expect(Buffer.from(card?.bytes ?? []).equals(sent.card?.bytes ?? Buffer.alloc(0))).toBe(true);
    expect(video).toMatchObject({
      sha256: sent.video.sha256,
      summary: sent.video.summary,
      contentType: 'video/mp4',
    });
  });

  it('may be a video alone', async () => {
    const where = newFolder();
    const parking = await open(where);
    unwrap(await parking.park(REFERENCE, { ...media(), card: null }));
    expect(unwrap(await parking.open(REFERENCE)).card).toBeNull();
  });

  it('never rest on the disk in the clear: no 16 bytes of them, nor what was measured on them', async () => {
    const where = newFolder();
    const sent = media();
    unwrap(await (await open(where)).park(REFERENCE, sent));
    const disk = bytesOnDisk(where);
    expect(disk.length).toBeGreaterThan(350_000);
    for (const clear of [sent.video.bytes, sent.card?.bytes ?? Buffer.alloc(0)])
      for (let at = 0; at + 16 <= clear.length; at += 977)
        expect(disk.includes(Buffer.from(clear.subarray(at, at + 16))), `byte ${at}`).toBe(false);
    for (const words of ['predictedCode', 'video/mp4', sent.video.sha256, sent.video.fileName])
      expect(disk.includes(words)).toBe(false);
    expect(disk.includes(key)).toBe(false);
  });

  it('are sealed anew each time: the same media give other bytes', async () => {
    const where = newFolder();
    const parking = await open(where);
    const sent = media();
    const digest = async (): Promise<string> => {
      unwrap(await parking.park(REFERENCE, sent));
      return createHash('sha256').update(bytesOnDisk(where)).digest('hex');
    };
    expect(await digest()).not.toBe(await digest());
  });
});

describe('a parked file', () => {
  async function parkedFile(): Promise<{ where: string; path: string }> {
    const where = newFolder();
    unwrap(await (await open(where)).park(REFERENCE, { ...media(), card: null }));
    return { where, path: join(where, `${REFERENCE}.parked`) };
  }

  it('that was changed anywhere is not opened but erased', async () => {
    const whole = readFileSync((await parkedFile()).path);
    for (let at = 0; at < whole.length; at += at < 400 ? 13 : 40_009) {
      const { where, path } = await parkedFile();
      const bytes = readFileSync(path);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(path, bytes);
      const opened = await (await open(where)).open(REFERENCE);
      expect(opened, `byte ${at}`).toMatchObject({ ok: false, failure: { code: 'parkedGone' } });
      expect(readdirSync(where)).toEqual([]);
    }
  });

  it.each([0, 5, 12, 60, 100, 5000])('cut after %i bytes is erased', async (length) => {
    const { where, path } = await parkedFile();
    writeFileSync(path, readFileSync(path).subarray(0, length));
    expect((await (await open(where)).open(REFERENCE)).ok).toBe(false);
    expect(readdirSync(where)).toEqual([]);
  });

  it('under another key is erased: nobody will ever open it', async () => {
    const { where } = await parkedFile();
    const parking = await open(where, { readKey: () => Promise.resolve(ok(randomBytes(32))) });
    expect((await parking.open(REFERENCE)).ok).toBe(false);
    expect(readdirSync(where)).toEqual([]);
  });

  it('is kept when only the keychain is closed', async () => {
    const { where } = await parkedFile();
    const closed = () => Promise.resolve(failed(failure('keychainUnavailable')));
    expect(await (await open(where, { readKey: closed })).open(REFERENCE)).toMatchObject({
      failure: { code: 'keychainUnavailable' },
    });
    expect((await (await open(where)).open(REFERENCE)).ok).toBe(true);
  });

  it('under a name that is not its own is erased, and so is what a crash left half-made', async () => {
    const { where, path } = await parkedFile();
    writeFileSync(join(where, 'AAAA-AAAA-AA.parked'), readFileSync(path));
    writeFileSync(join(where, `${REFERENCE}.parked.new`), 'half');
    writeFileSync(join(where, 'notes.txt'), 'anything');
    expect((await open(where)).list()).toHaveLength(1);
    expect(readdirSync(where)).toEqual([`${REFERENCE}.parked`]);
  });

  it('is gone from the disk when it expires, at a sweep and at the next start', async () => {
    const { where } = await parkedFile();
    let nowMs = 1000;
    const parking = await open(where, { clock: { now: () => nowMs } });
    nowMs += 2 * HOUR_MS;
    expect(parking.list()).toEqual([]);
    expect((await parking.open(REFERENCE)).ok).toBe(false);
    expect(await parking.sweep()).toBe(1);
    expect(readdirSync(where)).toEqual([]);
    const next = await parkedFile();
    await open(next.where, { clock: { now: () => nowMs } });
    expect(readdirSync(next.where)).toEqual([]);
  });

  it('is erased when the policy no longer allows any', async () => {
    const { where } = await parkedFile();
    const parking = await open(where, { hours: null });
    expect(readdirSync(where)).toEqual([]);
    expect(await parking.park(REFERENCE, media())).toMatchObject({ failure: { code: 'parkingFailed' } });
    expect(readdirSync(where)).toEqual([]);
  });
});
