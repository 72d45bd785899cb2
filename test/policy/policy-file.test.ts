import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPolicyFile } from '../../main/policy/policy-file.ts';

const isWindows = process.platform === 'win32';
const ownUid = process.getuid?.() ?? 0;
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-policy-'));
  path = join(folder, 'policy.json');
  await writeFile(path, '{"maxTries":5}', { mode: 0o644 });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const faultOf = (ownerUid = ownUid): string | undefined =>
  readPolicyFile('machine', path, ownerUid)?.fault?.reason;

describe('a policy file', () => {
  it('is read where it is there, with its mark of UTF-8 too', async () => {
    expect(readPolicyFile('machine', path, null)).toEqual({
      origin: 'machine',
      place: path,
      content: { maxTries: 5 },
    });
    await writeFile(path, '\uFEFF{"maxTries":6}');
    expect(readPolicyFile('user', path, null)?.content).toEqual({ maxTries: 6 });
  });

  it('that is not there is no policy', () => {
    expect(readPolicyFile('machine', join(folder, 'none.json'), null)).toBeNull();
    expect(readPolicyFile('machine', join(path, 'below-a-file.json'), null)).toBeNull();
  });

  it.each(['', '{', 'not json', '{"maxTries":5,}'])(
    'with the text %j is named as unreadable',
    async (text) => {
      await writeFile(path, text);
      expect(readPolicyFile('machine', path, null)?.fault?.reason).toBe('unreadable');
    },
  );

  it('that is a folder, or far too large, is named as unreadable', async () => {
    expect(readPolicyFile('machine', folder, null)?.fault?.reason).toBe('unreadable');
    await writeFile(path, JSON.stringify('x'.repeat(1024 * 1024)));
    expect(readPolicyFile('machine', path, null)?.fault?.reason).toBe('unreadable');
  });
});

describe.skipIf(isWindows)('the machine’s policy file', () => {
  it('counts when file and folder are its owner’s alone', () => {
    expect(faultOf()).toBeUndefined();
  });

  it.each([0o664, 0o646, 0o666])('is refused with mode %o', async (mode) => {
    await chmod(path, mode);
    expect(faultOf()).toBe('unsafe');
  });

  it('is refused in a folder where others can put another file in its place', async () => {
    await chmod(folder, 0o777);
    expect(faultOf()).toBe('unsafe');
  });

  it('is refused when it belongs to somebody else', () => {
    expect(faultOf(ownUid + 1)).toBe('unsafe');
  });

  it('is looked at where a link leads to', async () => {
    const open = join(folder, 'open');
    await mkdir(open);
    await writeFile(join(open, 'real.json'), '{}');
    await rm(path);
    await symlink(join(open, 'real.json'), path);
    expect(faultOf()).toBeUndefined();
    await chmod(open, 0o777);
    expect(faultOf()).toBe('unsafe');
  });
});
