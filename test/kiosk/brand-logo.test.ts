import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readLogo } from '../../main/kiosk/brand-logo.ts';

const dir = mkdtempSync(join(tmpdir(), 'logo-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A PNG's first bytes, as far as anybody looks at them here. */
function png(width: number, height: number, sizeBytes = 64): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

function logoOf(bytes: Uint8Array): ReturnType<typeof readLogo> {
  const path = join(dir, 'logo.png');
  writeFileSync(path, bytes);
  return readLogo(path);
}

describe('the bank’s logo', () => {
  it('is served at one address only', () => {
    const logo = logoOf(png(400, 120));
    if (!logo.ok) throw new Error(logo.failure.detail);
    expect(logo.value('/brand/logo.png')?.contentType).toBe('image/png');
    expect(logo.value('/brand/../index.html')).toBeNull();
    expect(logo.value('/')).toBeNull();
  });

  it('is absent where the policy names none', () => {
    const logo = readLogo(null);
    expect(logo.ok && logo.value('/brand/logo.png')).toBeNull();
  });

  it.each([
    ['a script named .png', Buffer.from('<svg onload="alert(1)"/>'), 'is not a PNG'],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Array.from({ length: 40 }, () => 0)]), 'is not a PNG'],
    ['a cut header', png(10, 10).subarray(0, 12), 'is not a PNG'],
    ['a huge picture', png(20_000, 100), '20000 x 100 px'],
    ['an empty picture', png(0, 100), '0 x 100 px'],
    ['a large file', png(10, 10, 600 * 1024), 'larger than 512 kB'],
  ])('%s is refused with what to change', (_what, bytes, words) => {
    const logo = logoOf(bytes);
    expect(logo.ok).toBe(false);
    expect(!logo.ok && logo.failure.code).toBe('policyInvalid');
    expect(!logo.ok && logo.failure.detail).toContain(words);
  });

  it('a file that is not there is refused', () => {
    expect(readLogo(join(dir, 'none.png')).ok).toBe(false);
  });
});
