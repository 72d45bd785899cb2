import { effectivePolicy } from '../core/effective-policy.ts';
import type { Language } from '../core/language.ts';
import { closesStation } from '../core/policy-state.ts';
import { type StationCheck, unwell, well } from '../core/station-check.ts';
import { managedPolicySources } from '../policy/sources.ts';
import { problemText, summaryText } from './policy-text.ts';

/** What this computer's policy decides, with every key that is not followed. */
export function checkPolicy(language: Language): readonly StationCheck[] {
  const { state } = effectivePolicy(managedPolicySources(process.platform, process.env));
  const wrong = state.problems.map((problem) => problemText(problem, language));
  const detail = [summaryText(state, language), ...wrong].join('; ');
  if (wrong.length === 0) return [well('policy', detail)];
  return [unwell('policy', closesStation(state) ? 'broken' : 'attention', 'policyWrong', detail)];
}
