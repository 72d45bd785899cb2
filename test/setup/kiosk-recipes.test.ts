import { DOMParser } from '@xmldom/xmldom';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/setup-manifest.ts';

const FOLDER = join(ROOT, 'resources/kiosk');
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const unit = read('linux/liveness-kiosk.service');

/** What systemd makes NoNewPrivileges of for a service that is not root's (systemd.exec(5)). */
const BRINGS_NO_NEW_PRIVILEGES: ReadonlySet<string> = new Set([
  'NoNewPrivileges',
  'DynamicUser',
  'LockPersonality',
  'MemoryDenyWriteExecute',
  'PrivateDevices',
  'ProtectClock',
  'ProtectHostname',
  'ProtectKernelLogs',
  'ProtectKernelModules',
  'ProtectKernelTunables',
  'RestrictAddressFamilies',
  'RestrictNamespaces',
  'RestrictRealtime',
  'RestrictSUIDSGID',
  'SystemCallArchitectures',
  'SystemCallFilter',
  'SystemCallLog',
]);

/** All that systemd has to say of a unit. It passes over what it does not know with a line and a good status. */
function verifyUnit(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-unit-'));
  try {
    const path = join(folder, 'liveness-kiosk.service');
    writeFileSync(path, text);
    const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' });
    return `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the kiosk recipe for Linux', () => {
  it.runIf(existsSync('/usr/bin/systemd-analyze') && existsSync('/usr/bin/dbus-run-session'))(
    'is a unit that systemd has nothing to say against, and a misspelt one is not',
    () => {
      expect(verifyUnit(unit)).toBe('');
      const wrong = verifyUnit(
        unit.replace('LimitCORE', 'LimitCOR').replace('dbus-run-session', 'no-session'),
      );
      expect(wrong).toContain("Unknown key 'LimitCOR'");
      expect(wrong).toContain('not executable');
    },
  );

  it('lets Chromium’s sandbox helper become root, leaves no core dump and starts again', () => {
    const keys = [...unit.matchAll(/^(\w+)=/gm)].map((match) => match[1] ?? '');
    expect(keys.length).toBeGreaterThan(15);
    expect(keys.filter((key) => BRINGS_NO_NEW_PRIVILEGES.has(key))).toEqual([]);
    expect(unit).toMatch(/^LimitCORE=1$/m);
    expect(unit).toMatch(/^Restart=always$/m);
    expect(unit).toMatch(/^ExecStart=.* \/usr\/bin\/liveness-kiosk /m);
  });

  it('takes its session from the PAM file beside it, which opens the keyring', () => {
    expect(unit).toMatch(/^PAMName=kiosk$/m);
    expect(read('linux/pam-kiosk')).toMatch(/^session\s+optional\s+pam_gnome_keyring\.so auto_start$/m);
  });
});

describe('the kiosk recipes for Windows', () => {
  it.each(['shell-launcher', 'assigned-access'])('%s.xml is well-formed and starts this program', (name) => {
    const stop = (message: string): never => {
      throw new Error(message);
    };
    const parser = new DOMParser({ errorHandler: { warning: stop, error: stop, fatalError: stop } });
    const text = read(`windows/${name}.xml`);
    expect(parser.parseFromString(text, 'application/xml').documentElement.tagName).toMatch(/Configuration$/);
    expect(text).toContain('%ProgramFiles%\\Liveness Kiosk\\Liveness Kiosk.exe');
    expect(() => parser.parseFromString(text.replace('</Profiles>', ''), 'application/xml')).toThrow('xml');
  });
});
