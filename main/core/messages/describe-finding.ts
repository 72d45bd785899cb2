import type { Bilingual } from '../language.ts';
import type { RuleId, Unit } from '../requirements.ts';
import type { Doubt } from '../rule.ts';
import { findings as en } from './en/findings.ts';
import { findings as vi } from './vi/findings.ts';

export interface FindingFacts {
  readonly measured: number | string | null;
  readonly limit: number | string;
  readonly unit: Unit;
}

/** One sentence in each language: what is wrong, with the number, and what to do; or what could not be judged, and why. */
export function describeFinding(rule: RuleId, facts: FindingFacts, doubt: Doubt | null): Bilingual {
  const measured = formatValue(facts.measured, facts.unit);
  const limit = formatValue(facts.limit, facts.unit);
  if (doubt !== null) return { vi: vi.notAssessed(rule, doubt), en: en.notAssessed(rule, doubt) };
  return { vi: vi.rules[rule](measured, limit), en: en.rules[rule](measured, limit) };
}

/** A number as people read it, the same in both languages. */
export function formatValue(value: number | string | null, unit: Unit): string {
  if (value === null) return '-';
  if (typeof value === 'string') return value;
  return formats[unit](value);
}

const formats = {
  bytes: (value) => `${(value / 1e6).toFixed(2)} MB`,
  ms: (value) => `${(value / 1000).toFixed(2)} s`,
  fps: (value) => `${value.toFixed(1)} fps`,
  px: (value) => `${Math.round(value)} px`,
  faces: (value) => String(value),
  share: (value) => `${(value * 100).toFixed(1)} %`,
  degrees: (value) => `${Math.round(value)}°`,
  luma: (value) => `${Math.round(value)}/255`,
  samples: (value) => `${value}`,
  score: (value) => value.toFixed(2),
  format: (value) => String(value),
} as const satisfies Record<Unit, (value: number) => string>;
