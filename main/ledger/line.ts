import { crc32 } from 'node:zlib';
import {
  callBeginSchema,
  callEndSchema,
  callSeenSchema,
  type CallBegin,
  type CallEnd,
  type CallSeen,
} from '../core/ledger-call.ts';

export type LedgerEntry =
  | { readonly kind: 'begin'; readonly begin: CallBegin }
  | { readonly kind: 'end'; readonly end: CallEnd }
  | { readonly kind: 'seen'; readonly seen: CallSeen };

/**
 * One entry as one line of words between single spaces, the last of them a check of the others:
 *   B 00000012 2026-11-23T03:49:26.123Z live station-1 K7QM-2XTA-9P 4645123 200 face.dim=60.5 1a2b3c4d
 *   E 00000012 2026-11-23T03:49:31.004Z answered 200 303 rejected - 9f8e7d6c
 *   S 00000012 2026-11-23T03:55:00.000Z 0a1b2c3d
 */
export function formatEntry(entry: LedgerEntry): string {
  const words = wordsOf(entry).join(' ');
  return `${words} ${checkOf(words)}`;
}

/** Null for anything that `formatEntry` would not have written. */
export function parseEntry(line: string): LedgerEntry | null {
  const at = line.lastIndexOf(' ');
  const words = line.slice(0, Math.max(at, 0));
  if (checkOf(words) !== line.slice(at + 1)) return null;
  const entry = readWords(words.split(' '));
  return entry !== null && wordsOf(entry).join(' ') === words ? entry : null;
}

/** Against accidents, not against people: that is the journal's business. */
const checkOf = (words: string): string => crc32(words).toString(16).padStart(8, '0');

function wordsOf(entry: LedgerEntry): readonly string[] {
  switch (entry.kind) {
    case 'begin': {
      const { begin } = entry;
      const { mode, reference, sizeBytes, predictedCode } = begin;
      const station = encodeURIComponent(begin.station);
      return [
        'B',
        ...stamp(begin),
        mode,
        station,
        reference,
        `${sizeBytes}`,
        predictedCode,
        remarkWords(begin),
      ];
    }
    case 'end': {
      const { end } = entry;
      const said = [end.httpStatus, end.code, end.outcome, end.failure].map((word) => `${word ?? '-'}`);
      return ['E', ...stamp(end), end.end, ...said];
    }
    case 'seen':
    default:
      return ['S', ...stamp(entry.seen)];
  }
}

const stamp = ({ seq, atMs }: CallSeen): readonly string[] => [
  String(seq).padStart(8, '0'),
  new Date(atMs).toISOString(),
];

function remarkWords({ remarks }: CallBegin): string {
  if (remarks.length === 0) return '-';
  return remarks.map(({ rule, measured }) => `${rule}=${measured ?? ''}`).join(',');
}

function readWords([kind, seq, at, ...rest]: readonly string[]): LedgerEntry | null {
  const stamped = { seq: Number(seq), atMs: Date.parse(at ?? '') };
  if (kind === 'B') {
    const begin = callBeginSchema.safeParse({ ...stamped, ...readBegin(rest) });
    return begin.success ? { kind: 'begin', begin: begin.data } : null;
  }
  if (kind === 'E') {
    const end = callEndSchema.safeParse({ ...stamped, ...readEnd(rest) });
    return end.success ? { kind: 'end', end: end.data } : null;
  }
  if (kind !== 'S') return null;
  const seen = callSeenSchema.safeParse(stamped);
  return seen.success ? { kind: 'seen', seen: seen.data } : null;
}

function readBegin([
  mode,
  station = '',
  reference,
  sizeBytes,
  predictedCode,
  remarks = '',
]: readonly string[]): object {
  return {
    mode,
    station: decode(station),
    reference,
    sizeBytes: Number(sizeBytes),
    predictedCode,
    remarks: remarks === '-' ? [] : remarks.split(',').map(readRemark),
  };
}

function readRemark(text: string): object {
  const [rule, measured = ''] = text.split('=');
  return { rule, measured: measured === '' ? null : Number(measured) };
}

function readEnd([end, httpStatus, code, outcome, failure]: readonly string[]): object {
  const given = (word: string | undefined): string | null => (word === '-' ? null : (word ?? ''));
  const status = given(httpStatus);
  return {
    end,
    httpStatus: status === null ? null : Number(status),
    code: given(code),
    outcome: given(outcome),
    failure: given(failure),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // The schema refuses an empty station.
    return '';
  }
}
