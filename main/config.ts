import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { failure } from './core/failure.ts';
import { markTestStation, policySchema, type Policy } from './core/policy.ts';
import { failed, ok, type Result } from './core/result.ts';

/** What this start of the program was told, from the managed policy and the command line. */
export interface Config {
  readonly policy: Policy;
  /** Where the policy came from; null when the built-in defaults hold. */
  readonly policyPath: string | null;
  /** Practice even where a key is provisioned. */
  readonly forcePractice: boolean;
  readonly practiceScenario: string;
  /** Folder for a practice run's facts; ignored in live mode. */
  readonly evidenceFolder: string | null;
  readonly window: { readonly widthPx: number; readonly heightPx: number };
}

/** Where IT puts the policy on this system; only administrators may write there. */
export function managedPolicyPath(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  if (platform === 'win32')
    return join(env['ProgramData'] ?? 'C:\\ProgramData', 'Liveness Kiosk', 'policy.json');
  return '/etc/liveness-kiosk/policy.json';
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
  readonly managedPath: string;
  /** A packaged live kiosk listens to the managed policy only. */
  readonly packaged: boolean;
}

/** Reads everything once; the result is frozen. Fails with `policyInvalid` naming the key at fault. */
export function loadConfig({ args, managedPath, packaged }: ConfigSources): Result<Config> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: false, allowPositionals: true });
  const asked =
    typeof values.policy === 'string' && (!packaged || values.practice === true) ? values.policy : null;
  const policy = readPolicy(asked ?? managedPath, asked !== null);
  if (!policy.ok) return policy;
  return ok(
    Object.freeze({
      policy: Object.freeze(policy.value.policy),
      policyPath: policy.value.path,
      forcePractice: values.practice === true,
      practiceScenario: text(values['practice-scenario']) ?? 'auto',
      evidenceFolder: text(values['practice-evidence']),
      window: windowSize(text(values['window-size'])),
    }),
  );
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

interface ReadPolicy {
  readonly policy: Policy;
  readonly path: string | null;
}

function readPolicy(path: string, required: boolean): Result<ReadPolicy> {
  const content = readText(path);
  if (content === null) {
    if (required) return failed(failure('policyInvalid', `${path}: cannot be read`));
    return ok({ policy: policySchema.parse({}), path: null });
  }
  const parsed = policySchema.safeParse(parseJson(content));
  if (parsed.success) return ok({ policy: markTestStation(parsed.data), path });
  const issue = parsed.error.issues[0];
  return failed(failure('policyInvalid', `${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`));
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // No policy is an ordinary state of a station; a named one that is missing is refused by the caller.
    return null;
  }
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // The schema refuses null and names the file.
    return null;
  }
}

function windowSize(asked: string | null): Config['window'] {
  const match = /^(\d{3,5})x(\d{3,5})$/.exec(asked ?? '');
  return match === null
    ? { widthPx: 1366, heightPx: 900 }
    : { widthPx: Number(match[1]), heightPx: Number(match[2]) };
}
