import { createPrivateKey } from 'node:crypto';
import type { IsSigned } from '../core/ring-document.ts';
import { openStationKey, parsePublicKey } from '../journal/station-key.ts';

/** Checks documents by head office's public key, in either form `fleet.policyKey` takes; null for any other text. */
export function policyVerifier(key: string): IsSigned | null {
  const isPem = key.includes('-----BEGIN');
  const pem = isPem ? key : `-----BEGIN PUBLIC KEY-----\n${key.trim()}\n-----END PUBLIC KEY-----\n`;
  const verifier = parsePublicKey(pem);
  return verifier === null ? null : (body, signature) => verifier.isSigned('policy', body, signature);
}

/** Head office's key as it signs. */
export interface PolicySigner {
  sign(body: string): string;
  /** What stations get to know of it: the base64 of its SubjectPublicKeyInfo. */
  readonly publicKey: string;
}

/** Reads a private Ed25519 key as PEM (PKCS#8, not encrypted); null for any other text. */
export function policySigner(pem: string): PolicySigner | null {
  try {
    const der = createPrivateKey(pem).export({ format: 'der', type: 'pkcs8' });
    const key = openStationKey(der.toString('base64'));
    const publicKey = key.publicKeyPem.replaceAll(/-----[^-]+-----|\s/g, '');
    return { sign: (body) => key.sign('policy', body), publicKey };
  } catch {
    // Not a key: the caller says so, without repeating a letter of it.
    return null;
  }
}
