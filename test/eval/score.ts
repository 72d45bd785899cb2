import type { Label } from './labels.ts';

export interface Scored extends Label {
  readonly predicted: string;
  readonly outcome: string;
  /** `severity:rule=measured` of every finding. */
  readonly rules: readonly string[];
  readonly elapsedMs: number;
}

/** For videos, cards and each group: confusion table, recall per code, share of clean media blocked; then every miss. */
export function formatScore(scored: readonly Scored[]): string {
  const groups = [...new Set(scored.map((one) => one.group))].filter((group) => group !== '');
  const parts: readonly (readonly [string, readonly Scored[]])[] = [
    ['videos', scored.filter((one) => one.kind === 'video')],
    ['cards', scored.filter((one) => one.kind === 'card')],
    ...groups.map((group) => [group, scored.filter((one) => one.group === group)] as const),
  ];
  return [
    'expected (rows) and predicted (columns); recall counts every code of the label as right',
    ...parts.filter(([, some]) => some.length > 0).map(([title, some]) => formatPart(title, some)),
    formatRules(scored),
    ...scored
      .filter((one) => !isRight(one))
      .map(
        (one) =>
          `missed ${one.file}: wanted ${one.codes.join('|')}${one.rule === null ? '' : ` and ${one.rule}`}, said ${one.predicted}: ${one.rules.slice(0, 4).join(' ')}`,
      ),
    '',
  ].join('\n');
}

function formatPart(title: string, scored: readonly Scored[]): string {
  const codes = [...new Set(scored.flatMap((one) => [first(one), one.predicted]))].toSorted();
  const cell = (value: string | number): string => String(value).padStart(6);
  const rows = codes
    .filter((code) => scored.some((one) => first(one) === code))
    .map((code) => {
      const mine = scored.filter((one) => first(one) === code);
      const counts = codes.map((other) => mine.filter((one) => one.predicted === other).length || '.');
      const right = mine.filter(hasRightCode).length;
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
    '',
    `${title}: ${scored.filter(isRight).length} of ${scored.length} right`,
    ['label ', ...codes, 'files', 'recall'].map(cell).join(''),
    ...rows,
    `clean ones blocked: ${blocked.length} of ${clean.length} (${share.toFixed(1)} %)`,
  ].join('\n');
}

/** Poor scans have no code of their own: there the rule that has to speak is counted. */
function formatRules(scored: readonly Scored[]): string {
  const rules = [...new Set(scored.flatMap((one) => (one.rule === null ? [] : [one.rule])))].toSorted();
  const line = (rule: string): string => {
    const mine = scored.filter((one) => one.rule === rule);
    return `  ${rule}: ${mine.filter(hasRightRule).length} of ${mine.length}`;
  };
  return rules.length === 0 ? '' : ['', 'rules that had to speak:', ...rules.map(line), ''].join('\n');
}

function first(one: Label): string {
  return one.codes[0] ?? '';
}

function isRight(one: Scored): boolean {
  return hasRightCode(one) && hasRightRule(one);
}

function hasRightCode(one: Scored): boolean {
  return one.codes.includes(one.predicted);
}

/** A portrait that is not found at all is refused for good reason too. */
function hasRightRule(one: Scored): boolean {
  return (
    one.rule === null || one.predicted === '407' || one.rules.some((text) => text.includes(`:${one.rule}=`))
  );
}
