import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { StationSigner } from '../core/ports.ts';

/** What a signature is for; it is part of what is signed, so that none can stand in for another. */
export type SignaturePurpose = Parameters<StationSigner['sign']>[0];

/** A new Ed25519 key: the private part as PKCS#8 in base64, to be sealed by the caller. */
export function generateStationKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}

/** The signer of a station; throws for anything but a key made by `generateStationKey`. */
export function openStationKey(pkcs8Base64: string): StationSigner {
  const key = createPrivateKey({ key: Buffer.from(pkcs8Base64, 'base64'), format: 'der', type: 'pkcs8' });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the station key is not Ed25519');
  const publicKey = createPublicKey(key);
  return {
    keyId: keyIdOf(publicKey),
    publicKeyPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    sign: (purpose, text) => sign(null, signedBytes(purpose, text), key).toString('base64url'),
  };
}

export interface StationVerifier {
  readonly keyId: string;
  isSigned(purpose: SignaturePurpose, text: string, signature: string): boolean;
}

/** Reads a public key as PEM; null when it is none of Ed25519. */
export function parsePublicKey(pem: string): StationVerifier | null {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType !== 'ed25519') return null;
    return {
      keyId: keyIdOf(key),
      isSigned: (purpose, text, signature) =>
        isCanonical(signature) &&
        verify(null, signedBytes(purpose, text), key, Buffer.from(signature, 'base64url')),
    };
  } catch {
    // Not a key: the caller says so.
    return null;
  }
}

const signedBytes = (purpose: SignaturePurpose, text: string): Buffer =>
  Buffer.from(`liveness-kiosk/${purpose}@1\n${text}`, 'utf8');

/** 64 bytes have one base64url spelling; another one would be a change that goes unseen. */
const isCanonical = (signature: string): boolean =>
  /^[\w-]{86}$/.test(signature) && Buffer.from(signature, 'base64url').toString('base64url') === signature;

/** The first 12 letters of the key's SHA-256, as people compare it. */
function keyIdOf(key: KeyObject): string {
  const spki = key.export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(spki).digest('hex').slice(0, 12);
}
