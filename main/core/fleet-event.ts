import { chainName, type Chain } from './fleet-place.ts';

/**
 * CloudEvents 1.0 in the binary mode of its NATS binding: the attributes stand in headers, the data are exactly the
 * signed line, so that no reader has to touch what was signed.
 */
export type CloudEventHeaders = {
  readonly 'ce-specversion': '1.0';
  readonly 'ce-id': string;
  readonly 'ce-source': string;
  readonly 'ce-type': string;
  readonly 'ce-subject'?: string;
  readonly 'ce-time': string;
  /** The documented "sequence" extension: orders the events of one source. */
  readonly 'ce-sequence': string;
  readonly 'content-type': 'application/json';
};

const TYPE_ROOT = 'vn.liveness.kiosk';

/** Where an event comes from: unique together with its id. */
export const eventSource = (chain: Chain): string => `urn:liveness-kiosk:${chainName(chain)}`;

/**
 * Identity of a record on the stream. The link is in it besides chain and number: a copy is dropped as a duplicate,
 * but another record under the same number, which only a forked chain has, is kept and shows.
 */
export const recordId = (chain: Chain, seq: number, link: string): string =>
  `${chainName(chain)}:${seq}:${link.slice(0, 16)}`;

/** The facts of a record that its envelope repeats; "unreadable" is the type of one that is damaged. */
export interface Described {
  readonly seq: number;
  readonly type: string;
  readonly atMs: number;
  readonly sessionId: string | null;
}

export function recordHeaders(chain: Chain, record: Described, link: string): CloudEventHeaders {
  return {
    'ce-specversion': '1.0',
    'ce-id': recordId(chain, record.seq, link),
    'ce-source': eventSource(chain),
    'ce-type': `${TYPE_ROOT}.journal.${record.type}.v1`,
    ...(record.sessionId === null ? {} : { 'ce-subject': record.sessionId }),
    'ce-time': new Date(record.atMs).toISOString(),
    'ce-sequence': sequenceOf(record.seq),
    'content-type': 'application/json',
  };
}

export function beatHeaders(chain: Chain, atMs: number, seq: number): CloudEventHeaders {
  return {
    'ce-specversion': '1.0',
    'ce-id': `${chainName(chain)}:head:${atMs}`,
    'ce-source': eventSource(chain),
    'ce-type': `${TYPE_ROOT}.head.v1`,
    'ce-time': new Date(atMs).toISOString(),
    'ce-sequence': sequenceOf(seq),
    'content-type': 'application/json',
  };
}

/** The extension compares as text, so every number has the same length. */
const sequenceOf = (seq: number): string => String(seq).padStart(12, '0');
