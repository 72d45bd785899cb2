import { ONCE } from './parse-once.ts';
import { defaultPolicy, markTestStation, policySchema, type Policy } from './policy.ts';
import { isGroup, policySettings, settingAt } from './policy-settings.ts';
import type { EffectiveSetting, PolicyProblem, PolicyState } from './policy-state.ts';
import { mayRingDecide } from './ring-settings.ts';

/** One place settings come from, already read; `content` is whatever stood there. */
export interface PolicySource {
  readonly origin: PolicyProblem['origin'];
  /** The file or registry key, for people. */
  readonly place: string;
  readonly content: unknown;
  /** Why the place could not be used at all. */
  readonly fault?: { readonly reason: 'unreadable' | 'unsafe'; readonly detail: string };
}

export interface EffectivePolicy {
  readonly policy: Policy;
  readonly state: PolicyState;
}

/** The value of one setting together with where it stood. */
interface Chosen {
  readonly value: unknown;
  readonly source: PolicySource;
}

/**
 * One policy out of several places, setting by setting: the machine's value, else the ring's, else the user's, else
 * the default.
 * What can't be followed is named in `state.problems` and its default holds.
 */
export function effectivePolicy(sources: readonly PolicySource[]): EffectivePolicy {
  const problems: PolicyProblem[] = sources.flatMap((source) =>
    source.fault === undefined ? [] : [problem(source, '', source.fault.reason, source.fault.detail)],
  );
  const chosen = new Map<string, Chosen>();
  // The weakest first, so that the stronger replace them.
  for (const source of sources.toSorted((a, b) => rank(a) - rank(b))) {
    if (source.fault === undefined) problems.push(...collect(source, source.content, '', chosen));
  }
  const policy = parseChosen(chosen, problems);
  const settings = policySettings.map(({ path }): EffectiveSetting => {
    return {
      path,
      value: shown(path, valueAt(policy, path)),
      origin: chosen.get(path)?.source.origin ?? 'default',
    };
  });
  const places = sources.map(({ place }) => place);
  return { policy: markTestStation(policy), state: { places, problems, settings, ring: null } };
}

/** SECURITY: who may see what is in force need not see what a PIN could be guessed by (test/core/effective-policy.test.ts). */
const HIDDEN: ReadonlySet<string> = new Set(['kiosk.supervisorPinHash']);

const shown = (path: string, value: unknown): string =>
  JSON.stringify(HIDDEN.has(path) && value !== null ? '***' : (value ?? null));

const RANKS = { user: 0, ring: 1, machine: 2 } as const;
const rank = ({ origin }: PolicySource): number => RANKS[origin];

const problem = (
  { origin, place }: PolicySource,
  key: string,
  reason: PolicyProblem['reason'],
  detail: string,
): PolicyProblem => ({ origin, place, key, reason, detail });

/** Puts every known setting of a place into `chosen`; returns what is not known. */
function collect(
  source: PolicySource,
  value: unknown,
  path: string,
  chosen: Map<string, Chosen>,
): readonly PolicyProblem[] {
  const setting = settingAt(path);
  if (setting !== undefined) {
    if (source.origin === 'user' && !setting.forUser) return [problem(source, path, 'notForUser', '')];
    if (source.origin === 'ring' && !mayRingDecide(path)) return [problem(source, path, 'notForRing', '')];
    chosen.set(path, { value, source });
    return [];
  }
  if (path !== '' && !isGroup(path)) return [problem(source, path, 'unknown', '')];
  // "handOver": null says what is said by leaving it out.
  if (value === null && path !== '')
    return source.origin === 'ring' ? [problem(source, path, 'notForRing', '')] : [];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [problem(source, path, 'illTyped', 'not a group of settings')];
  return Object.entries(value).flatMap(([key, child]) =>
    key === ''
      ? [problem(source, `${path}.""`, 'unknown', '')]
      : collect(source, child, path === '' ? key : `${path}.${key}`, chosen),
  );
}

/** Parses; what the schema refuses leaves `chosen`, is named, and the rest is tried again. */
function parseChosen(chosen: Map<string, Chosen>, problems: PolicyProblem[]): Policy {
  for (;;) {
    const parsed = policySchema.safeParse(treeOf(chosen), ONCE);
    if (parsed.success) return parsed.data;
    const refused = new Map<string, string>();
    for (const issue of parsed.error.issues) {
      const at = issue.path.join('.');
      for (const path of concerned(at, chosen)) refused.set(path, `${restOf(at, path)}${issue.message}`);
    }
    for (const [path, message] of refused) {
      const source = chosen.get(path)?.source;
      if (source !== undefined) problems.push(problem(source, path, 'illTyped', message));
      chosen.delete(path);
    }
  }
}

/** The chosen settings an issue is about: the one at its path, those of its group, or else all. */
function concerned(at: string, chosen: ReadonlyMap<string, Chosen>): readonly string[] {
  const paths = [...chosen.keys()];
  const own = paths.filter((path) => at === path || at.startsWith(`${path}.`));
  if (own.length > 0) return own;
  for (let group = at; group !== ''; group = group.split('.').slice(0, -1).join('.')) {
    const inside = paths.filter((path) => path.startsWith(`${group}.`));
    if (inside.length > 0) return inside;
  }
  return paths;
}

/** Names the part at fault where the issue does not stand at the setting itself. */
function restOf(at: string, path: string): string {
  if (at === path || at === '') return '';
  return at.startsWith(`${path}.`) ? `${at.slice(path.length + 1)}: ` : `${at}: `;
}

type Tree = Record<string, unknown>;

/** The defaults with the chosen settings put in. */
function treeOf(chosen: ReadonlyMap<string, Chosen>): Tree {
  const tree = structuredClone(defaultPolicy) as Tree;
  for (const [path, { value }] of chosen) {
    const keys = path.split('.');
    const last = keys.pop() ?? path;
    let at = tree;
    for (const key of keys) {
      const next = at[key];
      if (typeof next !== 'object' || next === null) at[key] = {};
      at = at[key] as Tree;
    }
    at[last] = value;
  }
  return tree;
}

function valueAt(policy: Policy, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      policy,
    );
}
