import type { Language } from '../core/language.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { originWords, ringLines } from '../core/ring-words.ts';
import type { PolicyOrigin, PolicyProblem, PolicyState } from '../core/policy-state.ts';

/** A key that was not followed, in one line: where, which, why. */
export function problemText({ place, key, reason, detail }: PolicyProblem, language: Language): string {
  const words = catalogues[language].policy;
  const name = key === '' ? words.wholePlace : key;
  return `${place}: ${name}: ${words.reasons[reason]}${detail === '' ? '' : ` (${detail})`}`;
}

/** How many settings each place decides. */
export function summaryText({ settings, ring }: PolicyState, language: Language): string {
  const count = (wanted: PolicyOrigin): number => settings.filter(({ origin }) => origin === wanted).length;
  const text = catalogues[language];
  const summary = text.policy.summary(count('machine'), count('ring'), count('user'));
  return [summary, ...(ring === null ? [] : ringLines(ring, text))].join('; ');
}

/** Every setting in force, one a line, after what is wrong. */
export function policyText(state: PolicyState, language: Language): string {
  const text = catalogues[language];
  const width = Math.max(...state.settings.map(({ path }) => path.length));
  const lines = state.settings.map(
    ({ path, value, origin }) =>
      `${path.padEnd(width)}  ${value}  (${originWords(origin, state.ring, text)})`,
  );
  const wrong = state.problems.map((problem) => problemText(problem, language));
  const ring = state.ring === null ? [] : ringLines(state.ring, text);
  return `${[...wrong, ...state.places, ...ring, ...lines].join('\n')}\n`;
}
