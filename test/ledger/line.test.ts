import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEntry, parseEntry } from '../../main/ledger/line.ts';
import { anyEntry } from './entries.ts';

describe('a line of the ledger', () => {
  it('reads back as what was written, on one line', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const line = formatEntry(entry);
        expect(line).not.toContain('\n');
        expect(parseEntry(line)).toEqual(entry);
      }),
      { numRuns: 1000 },
    );
  });

  it('says nothing once a character is changed, lost or added', () => {
    fc.assert(
      fc.property(anyEntry, fc.nat(), fc.constantFrom('', 'x', '0', ' ', '-'), (entry, where, other) => {
        const line = formatEntry(entry);
        const at = where % line.length;
        const changed = line.slice(0, at) + other + line.slice(at + 1);
        fc.pre(changed !== line);
        expect(parseEntry(changed)).toBeNull();
        expect(parseEntry(line.slice(0, at))).toBeNull();
        expect(parseEntry(`${line} `)).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it('holds no key, name or number of a document, whatever it is given', () => {
    const begin = {
      seq: 1,
      atMs: 0,
      mode: 'live',
      station: 'station-1',
      reference: 'K7QM-2XTA-9P',
      sizeBytes: 1,
      predictedCode: '200',
      remarks: [],
    } as const;
    for (const smuggled of [
      { reference: '001099012345' },
      { reference: 'Nguyễn Văn A' },
      { predictedCode: '001099012345' },
      { station: 'a'.repeat(65) },
    ])
      expect(parseEntry(formatEntry({ kind: 'begin', begin: { ...begin, ...smuggled } }))).toBeNull();
  });
});
