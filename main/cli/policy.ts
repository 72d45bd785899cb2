import { parseArgs } from 'node:util';
import { effectivePolicy, type EffectivePolicy } from '../core/effective-policy.ts';
import { failure } from '../core/failure.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { closesStation, type PolicyState } from '../core/policy-state.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { managedPolicySources, namedPolicySource } from '../policy/sources.ts';
import type { Command, CommandIo, ExitStatus } from './command.ts';
import { policyText, problemText } from './policy-text.ts';
import { refuse } from './refuse.ts';
import { POLICY_USAGE } from './usage.ts';

/**
 * `show`: every setting in force on this computer and who decided it. `check`: whether a file could be the
 * machine's policy, before it is rolled out. Exit status: 0 all understood, 1 something is not followed.
 */
export function policyCommand(here: PolicyHere | null): Command {
  return {
    run(args, io) {
      const asked = parse(args);
      return Promise.resolve(
        asked.ok ? perform(asked.value, here ?? managedPolicy, io) : refuse(asked.failure, io),
      );
    },
  };
}

/** What is in force on this computer. */
export type PolicyHere = () => EffectivePolicy;

/** Machine and user alone; only the app's own program knows what it keeps of a ring. */
export const managedPolicy: PolicyHere = () =>
  effectivePolicy(managedPolicySources(process.platform, process.env));

interface Asked {
  /** The file to check; null to show what holds here. */
  readonly file: string | null;
  readonly json: boolean;
}

function parse(args: readonly string[]): Result<Asked> {
  try {
    const options = { json: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [act, file = null, ...more] = positionals;
    const fits = (act === 'show' && file === null) || (act === 'check' && file !== null);
    if (!fits || more.length > 0) return failed(failure('usage', POLICY_USAGE));
    return ok({ file, json: values.json === true });
  } catch (cause) {
    return failed(failure('usage', POLICY_USAGE, cause));
  }
}

function perform({ file, json }: Asked, here: PolicyHere, io: CommandIo): ExitStatus {
  const { state } = file === null ? here() : effectivePolicy([namedPolicySource(file)]);
  io.stdout(json ? `${JSON.stringify(state, null, 2)}\n` : toText(state, file, io));
  return closesStation(state) ? 1 : 0;
}

function toText(state: PolicyState, file: string | null, io: CommandIo): string {
  if (file === null) return policyText(state, io.language);
  if (state.problems.length === 0) return `${catalogues[io.language].policy.checked(file)}\n`;
  return state.problems.map((problem) => `${problemText(problem, io.language)}\n`).join('');
}
