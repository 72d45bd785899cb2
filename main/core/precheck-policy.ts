import { failure } from './failure.ts';
import { type PrecheckPolicy, precheckPolicySchema } from './requirements.ts';
import { failed, ok, type Result } from './result.ts';

/** Parses the `precheck` part of a policy, naming the key at fault. */
export function parsePrecheckPolicy(value: unknown): Result<PrecheckPolicy> {
  const parsed = precheckPolicySchema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return failed(failure('policyInvalid', `precheck.${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`));
}
