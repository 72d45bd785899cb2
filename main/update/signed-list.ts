import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { refused, taken, type Taken } from '../core/update-state.ts';
import type { Fetcher } from './fetch.ts';

/** electron-builder's names. */
export const LIST_NAMES = { appImage: 'latest-linux.yml', nsis: 'latest.yml' } as const;
export type ListName = (typeof LIST_NAMES)[keyof typeof LIST_NAMES];

/** A list is some hundred bytes. */
const MOST_LIST_BYTES = 64 * 1024;
const MOST_SIGNATURE_BYTES = 1024;

/**
 * The list's text, once its detached Ed25519 signature (`NAME.sig`, base64) fits one of the policy's keys.
 * SECURITY: nothing of an unsigned list is parsed, and nothing it names is fetched (test/update/refusals.test.ts).
 */
export async function readSignedList(
  fetcher: Pick<Fetcher, 'read'>,
  name: ListName,
  publicKeys: readonly string[],
): Promise<Taken<string>> {
  const list = await fetcher.read(name, MOST_LIST_BYTES);
  if (!list.ok) return list;
  const signature = await fetcher.read(`${name}.sig`, MOST_SIGNATURE_BYTES);
  if (!signature.ok) return signature;
  return isSignedBy(list.value, signature.value.toString('latin1'), publicKeys)
    ? taken(list.value.toString('utf8'))
    : refused('badSignature', name);
}

/** Whether one of the keys (base64 of SubjectPublicKeyInfo) made this signature (base64) over these bytes. */
export function isSignedBy(bytes: Uint8Array, signature: string, publicKeys: readonly string[]): boolean {
  const raw = Buffer.from(signature.trim(), 'base64');
  return raw.byteLength === 64 && publicKeys.some((key) => verify(null, bytes, readKey(key), raw));
}

const readKey = (base64: string): KeyObject =>
  createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
