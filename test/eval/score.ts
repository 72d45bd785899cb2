import type { Label } from './labels.ts';

export interface Scored extends Label {
  readonly predicted: string;
  readonly outcome: string;
  readonly rules: readonly string[];
  readonly elapsedMs: number;
}

/** Confusion table, recall per code, share of clean clips blocked, and every miss. */
export function formatScore(scored: readonly Scored[]): string {
  const codes = [...new Set(scored.flatMap((one) => [first(one), one.predicted]))].toSorted();
  const cell = (value: string | number): string => String(value).padStart(6);
  const rows = codes
    .filter((code) => scored.some((one) => first(one) === code))
    .map((code) => {
      const mine = scored.filter((one) => first(one) === code);
      const counts = codes.map((other) => mine.filter((one) => one.predicted === other).length || '.');
      const right = mine.filter(isRight).length;
      return [
        cell(code),
        ...counts.map(cell),
        cell(mine.length),
        cell((right / mine.length).toFixed(3)),
      ].join('');
    });
  const clean = scored.filter((one) => one.codes.includes('200') && one.codes.length === 1);
  const blocked = clean.filter((one) => one.outcome === 'fail');
  const share = clean.length > 0 ? (100 * blocked.length) / clean.length : 0;
  return [
    'expected (rows) and predicted (columns); recall counts every code of the label as right',
    ['label ', ...codes, 'clips', 'recall'].map(cell).join(''),
    ...rows,
    '',
    `clean clips blocked: ${blocked.length} of ${clean.length} (${share.toFixed(1)} %)`,
    `right: ${scored.filter(isRight).length} of ${scored.length}`,
    '',
    ...scored
      .filter((one) => !isRight(one))
      .map(
        (one) =>
          `missed ${one.file}: wanted ${one.codes.join('|')}, said ${one.predicted}: ${one.rules.slice(0, 4).join(' ')}`,
      ),
    '',
  ].join('\n');
}

function first(one: Label): string {
  return one.codes[0] ?? '';
}

function isRight(one: Scored): boolean {
  return one.codes.includes(one.predicted);
}
