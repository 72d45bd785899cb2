import { z } from 'zod';
import { policySchema } from './policy.ts';

/** How a setting is written: `json` is anything too deep for one value of a registry. */
export type SettingKind = 'boolean' | 'integer' | 'number' | 'text' | 'choice' | 'list' | 'json';

/** One setting of the policy, as documents, templates and the registry know it. */
export interface PolicySetting {
  /** Its place in the policy, such as "service.baseUrl"; the registry uses the same name. */
  readonly path: string;
  readonly kind: SettingKind;
  readonly choices: readonly (string | number)[];
  readonly min: number | null;
  readonly max: number | null;
  readonly maxLength: number | null;
  /** What holds when nobody decides; undefined and null both mean "nothing". */
  readonly fallback: unknown;
  /** Whether the user's own settings may decide it where the machine's policy does not. */
  readonly forUser: boolean;
}

/**
 * What a teller's own account may decide: things of this seat that touch neither key, service, records nor verdict.
 * SECURITY: nothing else is taken from a file the teller can write (test/core/effective-policy.test.ts).
 */
const FOR_USER: ReadonlySet<string> = new Set([
  'defaultLanguage',
  'receipt.paper',
  'receipt.printer',
  'cameras.guidance',
  'cameras.face.rotationDegrees',
]);

type Schema = z.core.$ZodType;

/** Every setting there is, in the schema's order. */
export const policySettings: readonly PolicySetting[] = settingsIn(policySchema, '', undefined);

const byPath = new Map(policySettings.map((setting) => [setting.path, setting]));

export const settingAt = (path: string): PolicySetting | undefined => byPath.get(path);

/** Whether settings stand below this path. */
export const isGroup = (path: string): boolean =>
  policySettings.some((setting) => setting.path.startsWith(`${path}.`));

/** Reads the schema itself: its JSON Schema says the same, and takes a start four times as long. */
function settingsIn(schema: Schema, path: string, inherited: unknown): readonly PolicySetting[] {
  const { inner, fallback } = bare(schema, inherited);
  if (!(inner instanceof z.ZodObject)) return [toSetting(inner, path, fallback)];
  return Object.entries(inner.shape).flatMap(([key, child]) =>
    settingsIn(child, path === '' ? key : `${path}.${key}`, valueIn(fallback, key)),
  );
}

/** What stands inside "or null", "or what holds when nobody decides" and the like. */
function bare(schema: Schema, inherited: unknown): { readonly inner: Schema; readonly fallback: unknown } {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return {
      inner: bare(schema.def.innerType, undefined).inner,
      fallback: schema.def.defaultValue ?? inherited,
    };
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodReadonly)
    return bare(schema.def.innerType, inherited);
  return { inner: schema, fallback: inherited };
}

function valueIn(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function toSetting(schema: Schema, path: string, fallback: unknown): PolicySetting {
  const choices = choicesOf(schema);
  const isNumber = schema instanceof z.ZodNumber;
  return {
    path,
    kind: choices.length > 0 ? 'choice' : kindOf(schema),
    choices,
    min: isNumber ? bounded(schema.minValue) : null,
    max: isNumber ? bounded(schema.maxValue) : null,
    maxLength: isText(schema) ? schema.maxLength : null,
    fallback,
    forUser: FOR_USER.has(path),
  };
}

function choicesOf(schema: Schema): PolicySetting['choices'] {
  if (schema instanceof z.ZodEnum) return schema.options;
  if (!(schema instanceof z.ZodUnion)) return [];
  const literals = schema.options.filter((option) => option instanceof z.ZodLiteral);
  return literals.flatMap(({ value }) =>
    typeof value === 'string' || typeof value === 'number' ? [value] : [],
  );
}

function kindOf(schema: Schema): SettingKind {
  if (schema instanceof z.ZodBoolean) return 'boolean';
  if (schema instanceof z.ZodNumber) return schema.isInt ? 'integer' : 'number';
  if (isText(schema)) return 'text';
  const item =
    schema instanceof z.ZodTuple ? schema.def.items[0] : schema instanceof z.ZodArray && schema.element;
  return item instanceof z.core.$ZodType && (isText(item) || item instanceof z.ZodEnum) ? 'list' : 'json';
}

/** Addresses and the like are texts too. */
function isText(schema: Schema): schema is z.ZodString | z.ZodStringFormat {
  return schema instanceof z.ZodString || schema instanceof z.ZodStringFormat;
}

/** "Any integer" has the limits of a double. */
function bounded(limit: number | null): number | null {
  return limit === null || Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? null : limit;
}
