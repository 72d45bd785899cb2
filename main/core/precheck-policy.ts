import { z } from 'zod';
import { failure } from './failure.ts';
import { severitySchema, type Severity } from './report.ts';
import { type Requirement, requirements, type RuleId, ruleIds } from './requirements.ts';
import { failed, ok, type Result } from './result.ts';

/** A managed policy may move a limit or a severity; every finding then says so. */
export const precheckPolicySchema = z.strictObject({
  rules: z
    .partialRecord(
      z.enum(ruleIds as unknown as [RuleId, ...RuleId[]]),
      z.strictObject({
        limit: z.number().optional(),
        severity: z.union([severitySchema, z.literal('off')]).optional(),
      }),
    )
    .default({}),
  /** What to send when the portrait crop has fewer than 800x600 pixels of its own: resources/docs/decisions. */
  smallPortrait: z.enum(['sendUpscaled', 'sendWholeCard', 'refuse']).default('sendUpscaled'),
});
export type PrecheckPolicy = z.infer<typeof precheckPolicySchema>;

export const defaultPrecheckPolicy: PrecheckPolicy = { rules: {}, smallPortrait: 'sendUpscaled' };

export interface EffectiveRequirement extends Omit<Requirement, 'severity'> {
  readonly severity: Severity | 'off';
  readonly overridden: boolean;
}

/** The rule as the policy leaves it. */
export function effectiveRequirement(rule: RuleId, policy: PrecheckPolicy): EffectiveRequirement {
  const documented: Requirement = requirements[rule];
  const change = policy.rules[rule];
  const limit = change?.limit ?? documented.limit;
  const severity = change?.severity ?? documented.severity;
  return {
    ...documented,
    limit,
    severity,
    overridden: limit !== documented.limit || severity !== documented.severity,
  };
}

/** Parses the `precheck` part of a policy, naming the key at fault. */
export function parsePrecheckPolicy(value: unknown): Result<PrecheckPolicy> {
  const parsed = precheckPolicySchema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return failed(failure('policyInvalid', `precheck.${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`));
}
