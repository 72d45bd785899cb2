import { readFileSync, statSync } from 'node:fs';
import { LOGO_PATH } from '../core/appearance.ts';
import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { sniffImage } from '../media/sniff.ts';
import type { ServedFile } from './protocol.ts';

const MAX_BYTES = 512 * 1024;
const MAX_SIDE_PX = 4096;

/** Answers the page's request for the logo; nothing where the policy names none. */
export type LogoServer = (path: string) => ServedFile | null;

/**
 * Reads the bank's logo once. SECURITY: the page never names the file; only a PNG of modest size is served, whatever
 * its name says (test/kiosk/brand-logo.test.ts). Fails with `policyInvalid` saying what to change.
 */
export function readLogo(path: string | null): Result<LogoServer> {
  if (path === null) return ok(() => null);
  const bytes = readSmallFile(path);
  if (bytes === null) return refuse(path, 'cannot be read, or is larger than 512 kB');
  if (sniffImage(bytes) !== 'png' || bytes.length < 24) return refuse(path, 'is not a PNG picture');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (Math.max(width, height) > MAX_SIDE_PX || Math.min(width, height) < 1)
    return refuse(path, `is ${width} x ${height} px; at most ${MAX_SIDE_PX} a side`);
  const file: ServedFile = { contentType: 'image/png', body: new Uint8Array(bytes) };
  return ok((asked) => (asked === LOGO_PATH ? file : null));
}

function readSmallFile(path: string): Buffer | null {
  try {
    return statSync(path).size > MAX_BYTES ? null : readFileSync(path);
  } catch {
    // Said by the caller, as IT reads it.
    return null;
  }
}

const refuse = (path: string, why: string): Result<never> =>
  failed(failure('policyInvalid', `appearance.logoPath: ${path}: ${why}`));
