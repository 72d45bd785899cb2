import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { beginProbation, NO_UPDATES } from '../../main/core/update-probation.ts';
import { findInstallPlace, mayReplace, type InstallPlace } from '../../main/update/install-place.ts';
import { recordFile, type RecordFile } from '../../main/update/record-file.ts';
import { startAfterEnd } from '../../main/update/start-after.ts';
import { dropOthers, endByGoingBack, keepForWayBack, SILENT_INSTALL } from '../../main/update/way-back.ts';

const OLD = '#!/bin/sh\necho old\n';
const NEW = '#!/bin/sh\necho new\n';

let folder: string;
let kept: string;
let image: string;
let place: InstallPlace;
let record: RecordFile;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-back-'));
  kept = join(folder, 'kept');
  image = join(folder, 'kiosk.AppImage');
  place = { kind: 'appImage', path: image };
  record = recordFile(join(folder, 'record.json'));
  await writeFile(image, OLD, { mode: 0o755 });
  return () => rm(folder, { recursive: true, force: true });
});

/** The old version is kept and the new one put in its place, in probation. */
async function update(): Promise<void> {
  const next = { downloaded: image, version: '0.2.0', running: '0.1.0' };
  const files = keepForWayBack(kept, place, record.read(), next);
  if (!files.ok) throw new Error(files.refusal.detail);
  record.write(beginProbation(record.read(), '0.1.0', '0.2.0', files.value));
  await writeFile(image, NEW);
}

describe('the way back from a version that keeps failing', () => {
  it('puts the very file from before in its place, ready to run, and blocks the version for good', async () => {
    await update();
    expect(endByGoingBack(record, kept, place)).toEqual({ ok: true, value: undefined });
    expect(await readFile(image, 'utf8')).toBe(OLD);
    expect((await stat(image)).mode & 0o777).toBe(0o755);
    expect(record.read()).toMatchObject({
      probation: null,
      blocked: ['0.2.0'],
      untold: [{ act: 'rolledBack', version: '0.2.0' }],
    });
    expect(readdirSync(folder).toSorted()).toEqual(['kept', 'kiosk.AppImage', 'record.json']);
  });

  it.each([
    ['a byte of it has changed', () => writeFile(join(kept, '0.1.0.AppImage'), `${OLD} `)],
    ['it has gone', () => rm(join(kept, '0.1.0.AppImage'))],
  ])(
    'is not gone when %s: the new version stays, is not taken again, and the journal will say so',
    async (_why, spoil) => {
      await update();
      await spoil();
      expect(endByGoingBack(record, kept, place).ok).toBe(false);
      expect(await readFile(image, 'utf8')).toBe(NEW);
      expect(record.read()).toMatchObject({
        probation: null,
        blocked: ['0.2.0'],
        untold: [{ act: 'notRolledBack', version: '0.2.0' }],
      });
    },
  );

  it('is not gone outside a probation, nor to a version that is not the one before', async () => {
    await update();
    const { kept: files } = record.read();
    record.write({ ...NO_UPDATES, kept: files });
    expect(endByGoingBack(record, kept, place).ok).toBe(false);
    record.write(beginProbation(NO_UPDATES, '0.1.5', '0.2.0', files));
    expect(endByGoingBack(record, kept, place).ok).toBe(false);
    expect(await readFile(image, 'utf8')).toBe(NEW);
  });

  it('keeps one file and drops those that no record names', async () => {
    await update();
    await writeFile(join(kept, '0.0.9.AppImage'), OLD);
    dropOthers(kept, record.read().kept);
    expect(readdirSync(kept)).toEqual(['0.1.0.AppImage']);
    dropOthers(join(folder, 'nowhere'), []);
  });

  it('begins anew after a damaged record: no probation, nothing blocked, nothing replaced', async () => {
    await update();
    await writeFile(join(folder, 'record.json'), '{"v":1,"probation":');
    expect(record.read()).toEqual(NO_UPDATES);
    expect(endByGoingBack(record, kept, place).ok).toBe(false);
    expect(await readFile(image, 'utf8')).toBe(NEW);
  });
});

describe('an installation by NSIS', () => {
  const nsis: InstallPlace = { kind: 'nsis', path: '/nowhere' };
  const said = (): string => join(folder, 'said');
  const installer = async (version: string): Promise<string> => {
    const path = join(folder, `setup-${version}.exe`);
    await writeFile(path, `#!/bin/sh\necho ${version} "$@" > ${said()}.new && mv ${said()}.new ${said()}\n`, {
      mode: 0o755,
    });
    return path;
  };
  const keep = async (version: string, running: string): Promise<void> => {
    const next = { downloaded: await installer(version), version, running };
    const files = keepForWayBack(kept, nsis, record.read(), next);
    if (!files.ok) throw new Error(files.refusal.detail);
    record.write(beginProbation(record.read(), running, version, files.value));
  };

  it('has no way back from its first update, and says so', async () => {
    await keep('0.2.0', '0.1.0');
    expect(endByGoingBack(record, kept, nsis).ok).toBe(false);
    expect(record.read().untold.at(-1)?.act).toBe('notRolledBack');
  });

  // The stand-in for an installer is a script.
  it.skipIf(process.platform === 'win32')(
    'goes back from the next one by the installer it kept, silently, and by no changed one',
    async () => {
      await keep('0.2.0', '0.1.0');
      await keep('0.3.0', '0.2.0');
      expect(record.read().kept.map(({ version }) => version)).toEqual(['0.2.0', '0.3.0']);
      const before = record.read();
      expect(endByGoingBack(record, kept, nsis).ok).toBe(true);
      await expect.poll(() => existsSync(said())).toBe(true);
      expect(await readFile(said(), 'utf8')).toBe(`0.2.0 ${SILENT_INSTALL.join(' ')}\n`);
      record.write(before);
      await writeFile(join(kept, '0.2.0.exe'), '#!/bin/sh\n');
      expect(endByGoingBack(record, kept, nsis)).toMatchObject({ refusal: { reason: 'damaged' } });
    },
  );
});

describe('what a program is installed as', () => {
  it('is an AppImage only inside the mounted image, and never by an inherited environment', () => {
    const env = { APPIMAGE: '/opt/kiosk.AppImage', APPDIR: '/tmp/.mount_kiosk' };
    const found = (execPath: string) => findInstallPlace({ platform: 'linux', env, execPath });
    expect(found('/tmp/.mount_kiosk/liveness-kiosk')).toEqual({
      kind: 'appImage',
      path: '/opt/kiosk.AppImage',
    });
    expect(found('/opt/liveness-kiosk/liveness-kiosk').kind).toBe('other');
    expect(found('/tmp/.mount_kiosk2/liveness-kiosk').kind).toBe('other');
  });

  it('is NSIS where its uninstaller lies beside it, and can be replaced only where this account may write', async () => {
    const running = { platform: 'win32', env: {}, execPath: join(folder, 'Liveness Kiosk.exe') } as const;
    expect(findInstallPlace(running).kind).toBe('other');
    await writeFile(join(folder, 'Uninstall Liveness Kiosk.exe'), '');
    expect(findInstallPlace(running)).toEqual({ kind: 'nsis', path: folder });
    expect(mayReplace({ kind: 'nsis', path: folder })).toBe(true);
    expect(mayReplace(place)).toBe(true);
    expect(mayReplace({ kind: 'appImage', path: join(folder, 'nowhere/kiosk.AppImage') })).toBe(false);
    expect(mayReplace({ kind: 'other', path: folder })).toBe(false);
  });
});

// Out of an AppImage only, which is Linux'.
describe.runIf(process.platform === 'linux')('a program that starts after this one', () => {
  it('starts when the process has ended and not before, with its arguments, outside the image', async () => {
    const out = join(folder, 'out');
    const running = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const next = join(folder, 'next.sh');
    const state = `kill -0 ${running.pid} 2>/dev/null && echo runs || echo ended`;
    await writeFile(
      next,
      `#!/bin/sh\n{ ${state}; pwd; echo "[$APPDIR$APPIMAGE]"; for word; do echo "$word"; done; } > ${out}.new\nmv ${out}.new ${out}\n`,
      { mode: 0o755 },
    );
    process.env['APPDIR'] = '/tmp/.mount_kiosk';
    startAfterEnd(next, ['--practice', 'two words', ''], { pid: running.pid ?? 0, patienceS: 15 });
    delete process.env['APPDIR'];
    running.stdin?.end();
    await expect.poll(() => existsSync(out), { timeout: 4000 }).toBe(true);
    expect(await readFile(out, 'utf8')).toBe('ended\n/\n[]\n--practice\ntwo words\n\n');
  });

  it('does not wait for a process that has ended and that nobody has buried', async () => {
    const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 20']);
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const out = join(folder, 'out');
    const next = join(folder, 'next.sh');
    await writeFile(next, `#!/bin/sh\ntouch ${out}\n`, { mode: 0o755 });
    startAfterEnd(next, [], { pid: Number(said.toString()), patienceS: 15 });
    await expect.poll(() => existsSync(out), { timeout: 4000 }).toBe(true);
    parent.kill();
  });

  it('kills a process that does not end', async () => {
    const hanging = spawn('sleep', ['60']);
    const ended = once(hanging, 'exit');
    const out = join(folder, 'out');
    const next = join(folder, 'next.sh');
    await writeFile(next, `#!/bin/sh\ntouch ${out}\n`, { mode: 0o755 });
    startAfterEnd(next, [], { pid: hanging.pid ?? 0, patienceS: 0.3 });
    expect(await ended).toEqual([null, 'SIGKILL']);
    await expect.poll(() => existsSync(out), { timeout: 4000 }).toBe(true);
  });
});
