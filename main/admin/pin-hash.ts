import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * scrypt with 128 MiB a guess (OWASP's first choice of parameters, 2^17 x 8 x 1): about half a second on a
 * counter's computer. Six digits are still few: the lock-out bounds guessing at the screen, this bounds guessing
 * with a stolen file.
 */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const;
const HASH_BYTES = 32;

/** How PINs are kept; tests put a quick one in its place. */
export interface PinHasher {
  hash(pin: string): Promise<string>;
  isPinOf(pin: string, stored: string): Promise<boolean>;
}

export const scryptHasher: PinHasher = { hash: hashPin, isPinOf };

/** "scrypt$salt$hash", both base64url. */
async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  return ['scrypt', salt.toString('base64url'), (await derive(pin, salt)).toString('base64url')].join('$');
}

/** False for a wrong PIN and for anything that is no hash of ours. */
async function isPinOf(pin: string, stored: string): Promise<boolean> {
  const [name, salt, hash] = stored.split('$');
  const wanted = Buffer.from(hash ?? '', 'base64url');
  if (name !== 'scrypt' || salt === undefined || wanted.byteLength !== HASH_BYTES) return false;
  return timingSafeEqual(await derive(pin, Buffer.from(salt, 'base64url')), wanted);
}

function derive(pin: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, COST, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
