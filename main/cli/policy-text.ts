import type { Language } from '../core/language.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import type { PolicyOrigin, PolicyProblem, PolicyState } from '../core/policy-state.ts';

/** A key that was not followed, in one line: where, which, why. */
export function problemText({ place, key, reason, detail }: PolicyProblem, language: Language): string {
  const words = catalogues[language].policy;
  const name = key === '' ? words.wholePlace : key;
  return `${place}: ${name}: ${words.reasons[reason]}${detail === '' ? '' : ` (${detail})`}`;
}

/** How many settings each place decides. */
export function summaryText({ settings }: PolicyState, language: Language): string {
  const count = (wanted: PolicyOrigin): number => settings.filter(({ origin }) => origin === wanted).length;
  return catalogues[language].policy.summary(count('machine'), count('user'));
}

/** Every setting in force, one a line, after what is wrong. */
export function policyText(state: PolicyState, language: Language): string {
  const words = catalogues[language].policy;
  const width = Math.max(...state.settings.map(({ path }) => path.length));
  const lines = state.settings.map(
    ({ path, value, origin }) => `${path.padEnd(width)}  ${value}  (${words.origins[origin]})`,
  );
  const wrong = state.problems.map((problem) => problemText(problem, language));
  return `${[...wrong, ...state.places, ...lines].join('\n')}\n`;
}
