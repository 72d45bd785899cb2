import { parseArgs } from 'node:util';
import { effectivePolicy, type PolicySource } from './core/effective-policy.ts';
import { failure } from './core/failure.ts';
import { defaultPolicy, type Policy } from './core/policy.ts';
import { closesStation, type PolicyState } from './core/policy-state.ts';
import { failed, ok, type Result } from './core/result.ts';
import { startRing, type RingStart } from './policy/ring-start.ts';
import { namedPolicySource } from './policy/sources.ts';

/** What this start of the program was told, from the managed policy and the command line. */
export interface Config {
  readonly policy: Policy;
  /** Where each setting came from, and what could not be followed. */
  readonly policyState: PolicyState;
  /** The ring of policies this station belongs to; null where the machine's policy names none. */
  readonly ring: RingStart | null;
  /** True when the machine's policy can't be followed whole: nobody is served until IT has corrected it. */
  readonly isClosed: boolean;
  /** Practice even where a key is provisioned. */
  readonly forcePractice: boolean;
  readonly practiceScenario: string;
  /** Folder for a practice run's facts; ignored in live mode. */
  readonly evidenceFolder: string | null;
  readonly window: { readonly widthPx: number; readonly heightPx: number };
}

const OPTIONS = {
  practice: { type: 'boolean' },
  policy: { type: 'string' },
  'practice-scenario': { type: 'string' },
  'practice-evidence': { type: 'string' },
  'window-size': { type: 'string' },
} as const;

export interface ConfigSources {
  readonly args: readonly string[];
  /** What IT and the user decided on this system. */
  readonly managed: () => readonly PolicySource[];
  /** A packaged live kiosk listens to the managed policy only. */
  readonly packaged: boolean;
  /** The program's own folder, where a ring's policy is kept; null where there is none to look in. */
  readonly userDataDir: string | null;
}

/** Reads everything once; the result is frozen. Fails with `policyInvalid` when a named policy file can't be read. */
export function loadConfig({ args, managed, packaged, userDataDir }: ConfigSources): Result<Config> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: false, allowPositionals: true });
  const asked =
    typeof values.policy === 'string' && (!packaged || values.practice === true) ? values.policy : null;
  const sources = asked === null ? managed() : [namedPolicySource(asked)];
  const fault = asked === null ? undefined : sources[0]?.fault;
  if (fault !== undefined) return failed(failure('policyInvalid', `${asked ?? ''}: ${fault.detail}`));
  const { policy: decided, state, ring } = withRing(sources, userDataDir);
  // SECURITY: a file that anybody at the keyboard may name moves no program (test/kiosk/config.test.ts).
  const policy = asked !== null && packaged ? { ...decided, updates: defaultPolicy.updates } : decided;
  return ok(
    Object.freeze({
      policy: Object.freeze(policy),
      policyState: state,
      ring,
      isClosed: closesStation(state),
      forcePractice: values.practice === true,
      practiceScenario: text(values['practice-scenario']) ?? 'auto',
      evidenceFolder: text(values['practice-evidence']),
      window: windowSize(text(values['window-size'])),
    }),
  );
}

/** Which ring, and whom to believe about it, is the machine's to say; then the ring may add to the policy. */
function withRing(sources: readonly PolicySource[], userDataDir: string | null) {
  const own = effectivePolicy(sources);
  const ring = userDataDir === null ? null : startRing(own.policy.fleet, sources, userDataDir, Date.now());
  if (ring === null) return { ...own, ring };
  const { policy, state } = ring.source === null ? own : effectivePolicy([...sources, ring.source]);
  return { policy, state: { ...state, ring: ring.shown }, ring };
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function windowSize(asked: string | null): Config['window'] {
  const match = /^(\d{3,5})x(\d{3,5})$/.exec(asked ?? '');
  return match === null
    ? { widthPx: 1366, heightPx: 900 }
    : { widthPx: Number(match[1]), heightPx: Number(match[2]) };
}
