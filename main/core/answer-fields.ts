/** Names of everything a verdict can rest on, as the API's page spells them; the v2 shape is mapped onto them. */
export const answerFields = [
  'code',
  'liveness.code',
  'liveness.is_live',
  'liveness.spoof_prob',
  'liveness.need_to_review',
  'liveness.is_deepfake',
  'liveness.deepfake_prob',
  'face_match.code',
  'face_match.isMatch',
  'face_match.similarity',
] as const;
export type AnswerField = (typeof answerFields)[number];

export type TriState = 'yes' | 'no' | 'unknown';

export type JsonRecord = Readonly<Record<string, unknown>>;

/** Reads single fields and keeps book of what was absent or malformed; never throws, whatever it is given. */
export interface FieldReader {
  code(value: unknown, field: AnswerField): string | null;
  tri(value: unknown, field: AnswerField): TriState;
  /** A decimal number between 0 and `max`; anything else counts as malformed, never as 0. */
  number(value: unknown, field: AnswerField, max: number): number | null;
  flagMalformed(field: AnswerField): void;
  readonly malformed: readonly AnswerField[];
  readonly absent: readonly AnswerField[];
  readonly said: Readonly<Partial<Record<AnswerField, string>>>;
}

export function fieldReader(): FieldReader {
  const malformed: AnswerField[] = [];
  const absent: AnswerField[] = [];
  const said: Partial<Record<AnswerField, string>> = {};

  const flagMalformed = (field: AnswerField): void => {
    if (!malformed.includes(field)) malformed.push(field);
  };
  const read = <T>(value: unknown, field: AnswerField, parse: (text: unknown) => T | null): T | null => {
    const presence = presenceOf(value);
    if (presence === 'absent') absent.push(field);
    if (presence !== 'given') return null;
    said[field] = describe(value);
    const parsed = parse(value);
    if (parsed === null) flagMalformed(field);
    return parsed;
  };

  return {
    code: (value, field) => read(value, field, toCode),
    tri: (value, field) => read(value, field, toTri) ?? 'unknown',
    number: (value, field, max) => read(value, field, (given) => toNumber(given, max)),
    flagMalformed,
    malformed,
    absent,
    said,
  };
}

/** "N/A" is the service's own "not available"; nothing, null and "" say nothing at all. */
function presenceOf(value: unknown): 'given' | 'notAvailable' | 'absent' {
  if (value === undefined || value === null) return 'absent';
  if (typeof value !== 'string') return 'given';
  const text = value.trim();
  if (text === '') return 'absent';
  return text.toUpperCase() === 'N/A' ? 'notAvailable' : 'given';
}

function describe(value: unknown): string {
  if (typeof value === 'string') return value.trim().slice(0, 60);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? '[array]' : `[${typeof value}]`;
}

function toCode(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text.length <= 20 ? text : null;
}

/** Booleans and their words only: a number is no documented spelling of a yes, so it never counts as one. */
function toTri(value: unknown): TriState | null {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return null;
  const text = value.trim().toLowerCase();
  if (text === 'true') return 'yes';
  return text === 'false' ? 'no' : null;
}

const DECIMAL = /^\d{1,20}(\.\d{1,40})?(e[+-]?\d{1,3})?$/i;

function toNumber(value: unknown, max: number): number | null {
  const number = typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return null;
  return number >= 0 && number <= max ? number : null;
}

/** Text for people, bounded; "N/A", "" and anything that is not text are null. */
export function readText(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' || text.toUpperCase() === 'N/A' ? null : text.slice(0, 500);
}

export function asRecord(value: unknown): JsonRecord | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : null;
}

/** SECURITY: own properties only, so nothing inherited (prototype pollution) can speak. Test: response.test.ts */
export function own(record: JsonRecord | null, key: string): unknown {
  return record !== null && Object.hasOwn(record, key) ? record[key] : undefined;
}
