import type { Language } from '../core/language.ts';
import { closesStation, type PolicyState } from '../core/policy-state.ts';
import { type StationCheck, unwell, well } from '../core/station-check.ts';
import { problemText, summaryText } from './policy-text.ts';

/** What this computer's policy decides, with every key that is not followed. */
export function checkPolicy(state: PolicyState, language: Language): StationCheck {
  const wrong = state.problems.map((problem) => problemText(problem, language));
  const detail = [summaryText(state, language), ...wrong].join('; ');
  if (closesStation(state)) return unwell('policy', 'broken', 'policyWrong', detail);
  const isAskew = wrong.length > 0 || (state.ring?.refused ?? null) !== null;
  return isAskew ? unwell('policy', 'attention', 'policyWrong', detail) : well('policy', detail);
}
