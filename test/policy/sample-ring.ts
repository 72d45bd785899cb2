import { generateKeyPairSync } from 'node:crypto';
import { sealEnvelope, type RingDocument } from '../../main/core/ring-document.ts';
import { policySigner, policyVerifier } from '../../main/policy/ring-signature.ts';

const pair = generateKeyPairSync('ed25519');
/** Head office's keys, of this test run. */
export const privateKeyPem = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
export const publicKeyPem = pair.publicKey.export({ format: 'pem', type: 'spki' }).toString();

const signer = policySigner(privateKeyPem);
const verifier = policyVerifier(publicKeyPem);
if (signer === null || verifier === null) throw new Error('no keys');
export const isSigned = verifier;

export const NOW_MS = Date.UTC(2026, 10, 23, 9);

export const sampleDocument = (change: Partial<RingDocument> = {}): RingDocument => ({
  v: 1,
  bank: 'bank',
  ring: 'pilot',
  version: 1,
  notBefore: '2026-11-01T00:00:00Z',
  expires: '2026-12-31T00:00:00Z',
  settings: { maxTries: 2 },
  ...change,
});

/** As head office signs it. */
export function signedDocument(change: Partial<RingDocument> = {}): string {
  const body = JSON.stringify(sampleDocument(change));
  return sealEnvelope(body, signer?.sign(body) ?? '');
}
