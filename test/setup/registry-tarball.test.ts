import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SetupError } from '../../.ci/setup/progress.ts';
import { unpack, verifyIntegrity, type PinnedPackage } from '../../.ci/setup/registry-tarball.ts';

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'setup-test-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('a tarball from the registry', () => {
  it('is accepted when its bytes are the pinned ones', async () => {
    const file = write('good.tgz', 'the bytes we looked at');
    await expect(verifyIntegrity(file, pin('the bytes we looked at'))).resolves.toBeUndefined();
  });

  it('is refused when a single byte differs', async () => {
    const file = write('bad.tgz', 'the bytes we looked aT');
    const check = verifyIntegrity(file, pin('the bytes we looked at'));
    await expect(check).rejects.toThrow(SetupError);
    await expect(check).rejects.toThrow('some-package@1.2.3 is not the file we pinned');
  });

  it('gives only the wanted files, without the package folder', async () => {
    write('wanted.txt', 'yes');
    write('other.txt', 'no');
    const file = join(dir, 'package.tgz');
    await create({ file, cwd: dir, gzip: true, prefix: 'package' }, ['wanted.txt', 'other.txt']);
    await unpack(file, join(dir, 'out'), (path) => path === 'wanted.txt');
    expect(readdirSync(join(dir, 'out'))).toEqual(['wanted.txt']);
    expect(readFileSync(join(dir, 'out/wanted.txt'), 'utf8')).toBe('yes');
  });
});

function write(name: string, content: string): string {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
}

function pin(content: string): PinnedPackage {
  const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`;
  return { name: 'some-package', version: '1.2.3', integrity, sizeBytes: content.length };
}
