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

interface Node {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly anyOf?: readonly Node[];
  readonly enum?: readonly string[];
  readonly const?: string | number;
  readonly items?: unknown;
  readonly prefixItems?: readonly Node[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly default?: unknown;
}

/** The JSON Schema of the policy, as written in a file. */
export const policyJsonSchema = z.toJSONSchema(policySchema, {
  io: 'input',
  override: ({ jsonSchema }) => void delete jsonSchema.readOnly,
});

/** Every setting there is, in the schema's order. */
export const policySettings: readonly PolicySetting[] = settingsIn(policyJsonSchema as Node, '', undefined);

const byPath = new Map(policySettings.map((setting) => [setting.path, setting]));

export const settingAt = (path: string): PolicySetting | undefined => byPath.get(path);

/** Whether settings stand below this path. */
export const isGroup = (path: string): boolean =>
  policySettings.some((setting) => setting.path.startsWith(`${path}.`));

function settingsIn(node: Node, path: string, inherited: unknown): readonly PolicySetting[] {
  const own = node.default ?? inherited;
  const inner = withoutNull(node);
  if (inner.properties === undefined) return [toSetting(inner, path, own)];
  return Object.entries(inner.properties).flatMap(([key, child]) =>
    settingsIn(child, path === '' ? key : `${path}.${key}`, valueIn(own, key)),
  );
}

function withoutNull(node: Node): Node {
  const others = (node.anyOf ?? []).filter(({ type }) => type !== 'null');
  return others.length === 1 ? (others[0] ?? node) : node;
}

function valueIn(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function toSetting(node: Node, path: string, fallback: unknown): PolicySetting {
  const choices =
    node.enum ?? (node.anyOf ?? []).flatMap((one) => (one.const === undefined ? [] : [one.const]));
  return {
    path,
    kind: choices.length > 0 ? 'choice' : kindOf(node),
    choices,
    min: bounded(node.minimum),
    max: bounded(node.maximum),
    maxLength: node.maxLength ?? null,
    fallback,
    forUser: FOR_USER.has(path),
  };
}

function kindOf({ type, items, prefixItems }: Node): SettingKind {
  if (type === 'boolean' || type === 'integer' || type === 'number') return type;
  if (type === 'string') return 'text';
  const item = prefixItems?.[0] ?? items;
  return type === 'array' && valueIn(item, 'type') === 'string' ? 'list' : 'json';
}

/** JSON Schema writes "any integer" as the limits of a double. */
function bounded(limit: number | undefined): number | null {
  return limit === undefined || Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? null : limit;
}
