import type { TlsOptions } from 'node:tls';
import { makeCertificate, type Identity } from './certificate.ts';

/** How the practice service may speak TLS, for tests and for drills with IT. */
export const tlsFaults = [
  'tls-good',
  'tls-unknown-authority',
  'tls-wrong-name',
  'tls-expired',
  'tls-not-yet-valid',
  'tls-old-version',
] as const;
export type TlsFault = (typeof tlsFaults)[number];

export const isTlsFault = (id: string): id is TlsFault => (tlsFaults as readonly string[]).includes(id);

export interface TlsSetting {
  readonly options: TlsOptions;
  /** The authority a client is told to trust. */
  readonly caPem: string;
}

const DAY_MS = 86_400_000;
const HOST = 'localhost';
const AUTHORITY = 'Practice test authority';

/** A server setting with the fault, and an authority of its own that nobody else ever trusts. */
export function tlsSetting(fault: TlsFault, nowMs: number): TlsSetting {
  const ca = authority(nowMs);
  const days = (from: number, to: number) => ({ fromMs: nowMs + from * DAY_MS, toMs: nowMs + to * DAY_MS });
  const valid = days(-1, 1);
  const signed = (facts: { fromMs: number; toMs: number }, host = HOST, by = ca): Identity =>
    makeCertificate({ name: host, hosts: [host], ...facts }, { ...by, name: AUTHORITY });
  const identities: Readonly<Record<TlsFault, () => Identity>> = {
    'tls-good': () => signed(valid),
    'tls-unknown-authority': () => signed(valid, HOST, authority(nowMs)),
    'tls-wrong-name': () => signed(valid, 'other.invalid'),
    'tls-expired': () => signed(days(-30, -1)),
    'tls-not-yet-valid': () => signed(days(1, 30)),
    'tls-old-version': () => signed(valid),
  };
  const { certPem, keyPem } = identities[fault]();
  return {
    caPem: ca.certPem,
    options: { cert: certPem, key: keyPem, ...(fault === 'tls-old-version' ? OLD : {}) },
  };
}

/** OpenSSL 3 speaks TLS 1.1 at security level 0 only. */
const OLD: TlsOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };

const authority = (nowMs: number): Identity =>
  makeCertificate(
    { name: AUTHORITY, hosts: [], fromMs: nowMs - 60 * DAY_MS, toMs: nowMs + 60 * DAY_MS },
    null,
  );
