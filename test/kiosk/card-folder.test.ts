import { appendFile, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../main/core/failure.ts';
import { failed, ok, type Result } from '../../main/core/result.ts';
import { idleSession } from '../../main/core/session-events.ts';
import type { Session } from '../../main/core/session-shape.ts';
import { watchCardFolder } from '../../main/kiosk/card-folder.ts';

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9]);
const EVERY_MS = 20;

let root: string;
let folder: string;
let stop: () => void = () => undefined;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kiosk-scans-'));
  folder = join(root, 'scans');
  await mkdir(folder);
});
afterEach(async () => {
  stop();
  await rm(root, { recursive: true, force: true });
});

const at = (name: Session['name']): Session => ({ ...idleSession('vi'), name, sessionId: 'A' });

/** A session that only keeps what reaches it, and a watcher over a real folder. */
function watch(afterwards: 'leave' | 'erase' = 'leave') {
  const listeners = new Set<(session: Session) => void>();
  const delivered: Buffer[] = [];
  const logged: string[] = [];
  const troubles: (string | null)[] = [];
  let now = at('consent');
  const move = (name: Session['name']): void => {
    now = at(name);
    for (const listener of listeners) listener(now);
  };
  stop = watchCardFolder({
    settings: { path: folder, afterwards },
    everyMs: EVERY_MS,
    log: (event, code) => void logged.push(`${event} ${code}`),
    onTrouble: (code) => void troubles.push(code),
    runner: {
      session: () => now,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      handleIntent: (): Result<Session> => {
        if (now.name !== 'card.ready') return failed(failure('wrongState'));
        move('card.scanning');
        return ok(now);
      },
      deliver: (_role, bytes) => {
        delivered.push(Buffer.from(bytes));
        move('card.checking');
        return ok(now);
      },
    },
  });
  return { delivered, logged, troubles, move };
}

const put = (name: string, bytes: Uint8Array): Promise<void> => writeFile(join(folder, name), bytes);
/** How long a busy machine may need for what takes two looks. */
const SOON = { timeout: 5000 } as const;
/** Several looks of the watcher. */
const looks = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 8 * EVERY_MS));

describe("the scanner's folder", () => {
  it('gives the picture that appears after the step began, none that lay there, and leaves the file', async () => {
    await put('yesterday.jpg', JPEG);
    const { delivered, move } = watch();
    await put('too-early.jpg', JPEG);
    move('card.ready');
    await looks();
    expect(delivered).toEqual([]);
    await put('scan.JPG', JPEG);
    await expect.poll(() => delivered).toEqual([JPEG]);
    expect((await readdir(folder)).toSorted()).toEqual(['scan.JPG', 'too-early.jpg', 'yesterday.jpg']);
  });

  it('waits until the scanner has written it whole', async () => {
    const { delivered, move } = watch();
    move('card.ready');
    await looks();
    await put('scan.jpg', JPEG.subarray(0, 5));
    await looks();
    expect(delivered).toEqual([]);
    await appendFile(join(folder, 'scan.jpg'), JPEG.subarray(5));
    await expect.poll(() => delivered).toEqual([JPEG]);
  });

  it('hands over a picture that stays cut off, so that the precheck says what is wrong with it', async () => {
    const { delivered, move } = watch();
    move('card.ready');
    await looks();
    await put('scan.jpg', JPEG.subarray(0, 5));
    await expect.poll(() => delivered).toEqual([JPEG.subarray(0, 5)]);
  });

  it('takes a name that is written again, and the same picture once only', async () => {
    await put('scan.jpg', JPEG);
    const { delivered, move } = watch();
    move('card.ready');
    await looks();
    await put('scan.jpg', Buffer.concat([JPEG.subarray(0, 6), JPEG]));
    await expect.poll(() => delivered.length).toBe(1);
    move('card.ready');
    await looks();
    expect(delivered).toHaveLength(1);
  });

  it('takes no link, no folder, no empty file and nothing that only calls itself a picture', async () => {
    const { delivered, move } = watch();
    move('card.ready');
    await looks();
    await writeFile(join(root, 'elsewhere.jpg'), JPEG);
    await symlink(join(root, 'elsewhere.jpg'), join(folder, 'link.jpg'));
    await mkdir(join(folder, 'folder.jpg'));
    await put('empty.jpg', Buffer.alloc(0));
    await put('page.jpg', Buffer.from('<html>'));
    await put('scan.tiff', JPEG);
    await looks();
    expect(delivered).toEqual([]);
  });

  it('removes the file once it was read where the policy says so, and only that one', async () => {
    await put('yesterday.jpg', JPEG);
    const { delivered, move, logged } = watch('erase');
    move('card.ready');
    await looks();
    await put(
      'scan.png',
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('....IEND....')]),
    );
    await expect.poll(() => delivered.length).toBe(1);
    await expect.poll(() => readdir(folder)).toEqual(['yesterday.jpg']);
    expect(logged).toEqual([]);
  });

  it('stops looking when the step is over', async () => {
    const { delivered, move } = watch();
    move('card.ready');
    await looks();
    move('review');
    await looks();
    await put('scan.jpg', JPEG);
    await looks();
    expect(delivered).toEqual([]);
  });

  it('that cannot be read is said once, by code, and once that it can be again; what then lies there is old', async () => {
    const { delivered, troubles, move } = watch();
    const away = join(root, 'away');
    await put('yesterday.jpg', JPEG);
    await rename(folder, away);
    move('card.ready');
    await expect.poll(() => troubles, SOON).toEqual(['ENOENT']);
    await looks();
    await rename(away, folder);
    await expect.poll(() => troubles, SOON).toEqual(['ENOENT', null]);
    await looks();
    expect(troubles).toHaveLength(2);
    expect(delivered).toEqual([]);
    await put('scan.jpg', JPEG);
    await expect.poll(() => delivered, SOON).toEqual([JPEG]);
  });

  it('that goes away in the middle of a step gives the scan of its return, and nothing older', async () => {
    await put('yesterday.jpg', JPEG);
    const { delivered, troubles, move } = watch();
    move('card.ready');
    await looks();
    const away = join(root, 'away');
    await rename(folder, away);
    await expect.poll(() => troubles, SOON).toEqual(['ENOENT']);
    await rename(away, folder);
    await expect.poll(() => troubles, SOON).toEqual(['ENOENT', null]);
    await looks();
    expect(delivered).toEqual([]);
    await put('scan.jpg', JPEG);
    await expect.poll(() => delivered, SOON).toEqual([JPEG]);
  });
});
