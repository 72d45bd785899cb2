import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';

/** Boxes that hold boxes on the way to the tables. */
const PARENTS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'moof', 'traf']);
/** Tables by the place of their number of entries, behind version and flags, and the least bytes of an entry. */
const TABLES: ReadonlyMap<string, { readonly countAt: number; readonly entryBytes: number }> = new Map([
  ['stts', { countAt: 4, entryBytes: 8 }],
  ['ctts', { countAt: 4, entryBytes: 8 }],
  ['stss', { countAt: 4, entryBytes: 4 }],
  ['stsc', { countAt: 4, entryBytes: 12 }],
  ['stco', { countAt: 4, entryBytes: 4 }],
  ['co64', { countAt: 4, entryBytes: 8 }],
  ['elst', { countAt: 4, entryBytes: 12 }],
  ['stsz', { countAt: 8, entryBytes: 4 }],
  ['trun', { countAt: 4, entryBytes: 0 }],
]);
/** Runs of samples: each entry says how many it stands for. */
const RUNS = new Set(['stts', 'ctts']);
const MAX_DEPTH = 8;

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Says inputNotVideo for an MP4 whose tables claim more entries than their boxes hold, or more than `maxSamples`
 * samples: a parser that believes them loops for minutes. Other containers and unknown boxes pass.
 */
export function checkSampleTables(bytes: Uint8Array, maxSamples: number): Result<void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wrong = findWrongTable(view, { from: 0, to: bytes.byteLength }, maxSamples, 0);
  return wrong === null ? ok(undefined) : failed(failure('inputNotVideo', `damaged table ${wrong}`));
}

function findWrongTable(view: DataView, span: Span, maxSamples: number, depth: number): string | null {
  if (depth > MAX_DEPTH) return 'depth';
  for (let at = span.from; at + 8 <= span.to;) {
    const { name, body, end } = readBox(view, at, span.to);
    if (end <= at) return null;
    const inside = { from: body, to: Math.min(end, span.to) };
    const wrong = PARENTS.has(name)
      ? findWrongTable(view, inside, maxSamples, depth + 1)
      : isWrongTable(view, name, inside, maxSamples)
        ? name
        : null;
    if (wrong !== null) return wrong;
    at = end;
  }
  return null;
}

function readBox(view: DataView, at: number, to: number): { name: string; body: number; end: number } {
  const size = view.getUint32(at);
  const name = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)));
  if (size === 1 && at + 16 <= to)
    return { name, body: at + 16, end: at + Number(view.getBigUint64(at + 8)) };
  return { name, body: at + 8, end: size === 0 ? to : size < 8 ? at : at + size };
}

function isWrongTable(view: DataView, name: string, { from, to }: Span, maxSamples: number): boolean {
  const table = TABLES.get(name);
  if (!table || from + table.countAt + 4 > to) return false;
  const count = view.getUint32(from + table.countAt);
  const first = from + table.countAt + 4;
  // One size for all samples: no table follows.
  const isUniform = name === 'stsz' && view.getUint32(from + 4) !== 0;
  if (count > maxSamples || (!isUniform && first + count * table.entryBytes > to)) return true;
  return RUNS.has(name) && sumOfRuns(view, first, count) > maxSamples;
}

function sumOfRuns(view: DataView, first: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += view.getUint32(first + i * 8);
  return sum;
}
