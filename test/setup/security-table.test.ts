import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/setup-manifest.ts';

const text = readFileSync(join(ROOT, 'resources/docs/SECURITY.md'), 'utf8');

interface Promised {
  readonly promise: string;
  readonly mechanism: string;
  readonly test: string;
}

/** The rows of every table with the columns promise, mechanism and test. */
const rows: readonly Promised[] = text
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:promise|---)/.test(line))
  .map((line) => line.slice(1, -1).split(' | '))
  .map(([promise = '', mechanism = '', test = '']) => ({
    promise: promise.trim(),
    mechanism: mechanism.trim(),
    test: test.trim(),
  }));

const pathsIn = (cell: string): readonly string[] =>
  [...cell.matchAll(/`((?:main|preload|renderer|test|resources|\.ci)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  );
const titlesIn = (cell: string): readonly string[] =>
  [...cell.matchAll(/"([^"]+)"/g)].map(([, title = '']) => title);

describe('every promise of SECURITY.md', () => {
  it('stands in a table', () => {
    expect(rows.length).toBeGreaterThan(25);
    for (const row of rows) expect([row.promise, row.mechanism !== '']).toEqual([row.promise, true]);
  });

  it.each(rows)('has a test that is there, by file and title: $promise', ({ mechanism, test }) => {
    const files = pathsIn(test);
    const titles = titlesIn(test);
    // What needs a whole system is tried by a command that stands in the table instead.
    expect(files.length + (test.includes('`npm run ') ? 1 : 0)).toBeGreaterThan(0);
    for (const path of [...files, ...pathsIn(mechanism)])
      expect([path, existsSync(join(ROOT, path))]).toEqual([path, true]);
    const sources = files.map((path) => readFileSync(join(ROOT, path), 'utf8')).join('\n');
    for (const title of titles) expect([title, sources.includes(title)]).toEqual([title, true]);
  });
});

describe('SECURITY.md', () => {
  it.each(['## Not promised', '## Scanner', '## Telling us', '## Crash dumps'])(
    'has its part: %s',
    (heading) => {
      const at = text.indexOf(`\n${heading}\n`);
      expect(at).toBeGreaterThan(0);
      expect(text.slice(at + heading.length + 2).trim().length).toBeGreaterThan(100);
    },
  );
});
