import { spawnSync } from 'node:child_process';
import type { PolicySource } from '../core/effective-policy.ts';
import { isGroup, type PolicySetting, settingAt } from '../core/policy-settings.ts';

/** Where group policy writes, below HKLM and HKCU; ordinary users can write neither. */
export const POLICY_KEY = 'Software\\Policies\\Liveness Kiosk';
const PARENT_KEY = 'Software\\Policies';

const TIMEOUT_MS = 5000;

/** Runs a query and returns what it printed; null when it ended with an error. */
export type QueryRegistry = (key: string) => string | null;

/** The settings of one hive; null where the key is not there. */
export function readRegistryPolicy(
  origin: PolicySource['origin'],
  hive: 'HKLM' | 'HKCU',
  query: QueryRegistry,
): PolicySource | null {
  const place = `${hive}\\${POLICY_KEY}`;
  const printed = query(place);
  if (printed !== null)
    return { origin, place, content: { ...toTree(parseRegistry(printed)), ...subkeys(printed) } };
  // "Not there" and "not readable" end alike; only a list of the keys beside it tells them apart.
  const beside = query(`${hive}\\${PARENT_KEY}`);
  const isThere = beside === null ? hive === 'HKLM' : beside.toLowerCase().includes('\\liveness kiosk');
  if (!isThere) return null;
  return { origin, place, content: null, fault: { reason: 'unreadable', detail: 'reg query failed' } };
}

/** Asks Windows' own `reg`, in UTF-8, because its usual code page loses Vietnamese letters. */
export const askRegistry: QueryRegistry = (key) => {
  const command = `chcp 65001 >nul && reg query "${key}"`;
  const { status, stdout } = spawnSync('cmd.exe', ['/d', '/s', '/c', `"${command}"`], {
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    windowsHide: true,
    windowsVerbatimArguments: true,
  });
  return status === 0 ? stdout : null;
};

export interface RegistryValue {
  readonly name: string;
  readonly type: string;
  readonly data: string;
}

/** The values `reg query` lists: four spaces between name, type and data. */
export function parseRegistry(printed: string): readonly RegistryValue[] {
  return printed.split(/\r?\n/).flatMap((line) => {
    const match = /^ {4}(.+?) {4}(REG_\w+)(?: {4}(.*))?$/.exec(line);
    return match === null ? [] : [{ name: match[1] ?? '', type: match[2] ?? '', data: match[3] ?? '' }];
  });
}

/** A tree as a policy file would hold it; what can't be converted stays text, and the schema refuses it. */
function toTree(values: readonly RegistryValue[]): Readonly<Record<string, unknown>> {
  const tree: Record<string, unknown> = {};
  for (const value of values) {
    const setting = settingAt(value.name);
    // A value named like a group must not stand in the group's way.
    if (setting === undefined)
      tree[isGroup(value.name) ? `${value.name} (${value.type})` : value.name] = value.data;
    else put(tree, value.name.split('.'), toValue(value, setting));
  }
  return tree;
}

/** Settings are values of one key; whatever stands below it is named as unknown. */
function subkeys(printed: string): Readonly<Record<string, null>> {
  const lines = printed
    .split(/\r?\n/)
    .flatMap((line) => /^HKEY_.*\\Liveness Kiosk\\(.+)$/i.exec(line)?.[1] ?? []);
  return Object.fromEntries(lines.map((name) => [`${name}\\`, null]));
}

function put(tree: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) tree[key] = value;
  else put((tree[key] ??= {}) as Record<string, unknown>, rest, value);
}

function toValue({ type, data }: RegistryValue, { kind, choices }: PolicySetting): unknown {
  if (kind === 'list') return entries(type, data);
  if (kind === 'json') return toJson(entries(type, data).join('\n'));
  const number = toNumber(type, data);
  if (kind === 'boolean') return type === 'REG_DWORD' && (number === 0 || number === 1) ? number === 1 : data;
  const isNumeric = kind === 'integer' || kind === 'number' || typeof choices[0] === 'number';
  return isNumeric ? (number ?? data) : data;
}

const entries = (type: string, data: string): readonly string[] =>
  (type === 'REG_MULTI_SZ' ? data.split('\\0') : [data]).filter((entry) => entry !== '');

/** REG_DWORD prints as "0x1e"; text holds a number as people write it. */
function toNumber(type: string, data: string): number | null {
  const fits = /^REG_(D|Q)WORD$/.test(type) ? /^0x[\da-f]+$/i : /^-?\d+(\.\d+)?$/;
  return fits.test(data.trim()) ? Number(data) : null;
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
