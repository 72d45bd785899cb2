import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildFingerprint, matchesInstalled } from '../../.ci/setup/run.mjs';

describe('the build fingerprint', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'setup-test-'));
    mkdirSync(join(dir, 'main/core'), { recursive: true });
    writeFileSync(join(dir, 'main/core/verdict.ts'), 'one');
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('stays the same while nothing changes', () => {
    expect(buildFingerprint(dir)).toBe(buildFingerprint(dir));
  });

  it('changes when a source file is edited', () => {
    const before = buildFingerprint(dir);
    writeFileSync(join(dir, 'main/core/verdict.ts'), 'three');
    expect(buildFingerprint(dir)).not.toBe(before);
  });

  it('changes when a source file of the same size is saved again', () => {
    const before = buildFingerprint(dir);
    utimesSync(join(dir, 'main/core/verdict.ts'), new Date(), new Date('2030-01-01'));
    expect(buildFingerprint(dir)).not.toBe(before);
  });

  it('changes when a source file appears', () => {
    const before = buildFingerprint(dir);
    writeFileSync(join(dir, 'package.json'), '{}');
    expect(buildFingerprint(dir)).not.toBe(before);
  });

  it('does not change when a test is edited', () => {
    const before = buildFingerprint(dir);
    mkdirSync(join(dir, 'test'));
    writeFileSync(join(dir, 'test/verdict.test.ts'), '');
    expect(buildFingerprint(dir)).toBe(before);
  });
});

describe('what is installed', () => {
  const left = { version: '1.0.0', integrity: 'sha512-a' };
  const lock = JSON.stringify({
    packages: { '': {}, 'node_modules/left': left, 'node_modules/extra': { ...left, optional: true } },
  });

  it('matches when every package has the locked version and bytes', () => {
    expect(matchesInstalled(lock, JSON.stringify({ packages: { 'node_modules/left': left } }))).toBe(true);
  });

  it('does not match when a package is missing', () => {
    expect(matchesInstalled(lock, JSON.stringify({ packages: {} }))).toBe(false);
  });

  it('does not match when a package has other bytes', () => {
    const other = { 'node_modules/left': { ...left, integrity: 'sha512-b' } };
    expect(matchesInstalled(lock, JSON.stringify({ packages: other }))).toBe(false);
  });

  it('does not match when nothing was ever installed', () => {
    expect(matchesInstalled(lock, '')).toBe(false);
  });
});
