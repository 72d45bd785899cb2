import { createHash, type X509Certificate } from 'node:crypto';
import type { Pins } from '../core/pins.ts';

export type PinCheck = 'notPinned' | 'match' | 'mismatch' | 'expired';

/**
 * Holds the server's own certificate against the pins. Only the leaf counts: other certificates a server
 * sends along need not be on the path that was verified, so anyone could add a pinned one.
 */
export function checkPins(
  pins: Pins | null,
  readLeaf: () => X509Certificate | undefined,
  nowMs: number,
): PinCheck {
  if (pins === null) return 'notPinned';
  if (nowMs >= pins.expiresAtMs) return 'expired';
  const leaf = readLeaf();
  return leaf !== undefined && pins.sha256.includes(spkiSha256(leaf)) ? 'match' : 'mismatch';
}

/** Base64 of the SHA-256 of the SubjectPublicKeyInfo, as IT gets it from openssl. */
export function spkiSha256(certificate: X509Certificate): string {
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64');
}
