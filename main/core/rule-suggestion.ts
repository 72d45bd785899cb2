import { requirements, type Requirement, type RuleId } from './requirements.ts';

/** One call in which a rule remarked: what it measured, and whether the service refused for that reason. */
export interface RuleSample {
  readonly measured: number;
  readonly refused: boolean;
}

export interface RuleSuggestion {
  readonly limit?: number;
  readonly severity?: 'block';
}

/** Fewer answers than this prove nothing. */
export const ENOUGH_SAMPLES = 20;
/** A block that is wrong more often than once in ten keeps good customers waiting. */
const TOLERABLE_WRONG_SHARE = 0.1;

/**
 * What the bank's own answers say a rule's number should be, as it goes into the policy; null without a case.
 * Never refused: the remark is in vain, so the limit moves to the edge of what was accepted. Refused beyond some
 * number and accepted before it: block there, which spares the call.
 */
export function suggestRule(rule: RuleId, samples: readonly RuleSample[]): RuleSuggestion | null {
  if (samples.length < ENOUGH_SAMPLES) return null;
  const { limit, severity }: Requirement = requirements[rule];
  // A rule's remarks all lie on one side of its limit: below it for a least value, above it for a most.
  const isLeast = samples.every(({ measured }) => measured <= limit);
  const badness = ({ measured }: RuleSample): number => (isLeast ? -measured : measured);
  const ordered = samples.toSorted((a, b) => badness(a) - badness(b));
  if (!ordered.some(({ refused }) => refused)) {
    const edge = ordered.at(-1)?.measured ?? limit;
    return edge === limit ? null : { limit: edge };
  }
  const cut = bestCut(ordered);
  const edge = ordered[cut.at]?.measured;
  if (edge === undefined || cut.wrong > samples.length * TOLERABLE_WRONG_SHARE) return null;
  return severity === 'block' ? { limit: edge } : { limit: edge, severity: 'block' };
}

/** Where blocking would be wrong least often: accepted ones from there on, and refused ones before it. */
function bestCut(ordered: readonly RuleSample[]): { readonly at: number; readonly wrong: number } {
  let wrong = ordered.filter(({ refused }) => !refused).length;
  let best = { at: 0, wrong };
  for (const [index, { refused }] of ordered.entries()) {
    wrong += refused ? 1 : -1;
    if (wrong < best.wrong) best = { at: index + 1, wrong };
  }
  return best;
}
