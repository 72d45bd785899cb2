import { z } from 'zod';
import type { Call } from './ledger-call.ts';
import { precheckPolicySchema } from './precheck-policy.ts';
import { requirements, ruleIds, type RuleId } from './requirements.ts';
import { suggestRule, type RuleSuggestion } from './rule-suggestion.ts';
import { modeSchema } from './verdict-shape.ts';

const count = z.number().int().nonnegative();
const ruleId = z.enum(ruleIds as unknown as [RuleId, ...RuleId[]]);

/** How often we expected one code and the service answered another. */
const codePairSchema = z.object({
  predicted: z.string(),
  /** The service's code, or how the call ended without one. */
  actual: z.string(),
  count,
});

/** A remark of ours on what was sent all the same, held against what the service said. */
const ruleStatsSchema = z.object({
  rule: ruleId,
  /** The code we connect with the rule; null where the service has none. */
  code: z.string().nullable(),
  remarked: count,
  /** The service refused with this very code: the remark was right. */
  confirmed: count,
  /** The service answered 200: too strict, as far as it goes. */
  inVain: count,
});

/** The service refused with this code and no rule of ours had remarked on it: too loose. */
const missedCodeSchema = z.object({
  code: z.string(),
  count,
  /** The rules that look at it. */
  rules: z.array(ruleId).readonly(),
});

export const stationStatsSchema = z.object({
  station: z.string(),
  mode: modeSchema,
  calls: count,
  answered: count,
  notSent: count,
  unknown: count,
  pairs: z.array(codePairSchema).readonly(),
  rules: z.array(ruleStatsSchema).readonly(),
  missed: z.array(missedCodeSchema).readonly(),
  /** For the `precheck.rules` of the policy; empty until there are enough answers. */
  suggestions: precheckPolicySchema.shape.rules,
});
export type StationStats = z.infer<typeof stationStatsSchema>;

/** Predicted against actual, for each station and mode in the order they first called. */
export function callStats(calls: readonly Call[]): readonly StationStats[] {
  const groups = groupBy(calls, ({ begin }) => `${begin.mode} ${begin.station}`);
  return [...groups.values()].map(statsOf);
}

function statsOf(calls: readonly Call[]): StationStats {
  const [first] = calls;
  const endedAs = (kind: string): number => calls.filter((call) => actualOf(call).kind === kind).length;
  const rules = rulesOf(calls);
  return {
    station: first?.begin.station ?? '',
    mode: first?.begin.mode ?? 'live',
    calls: calls.length,
    answered: endedAs('answered'),
    notSent: endedAs('notSent'),
    unknown: endedAs('unknown'),
    pairs: pairsOf(calls),
    rules,
    missed: missedOf(calls),
    suggestions: Object.fromEntries(
      rules.flatMap(({ rule }): [RuleId, RuleSuggestion][] => {
        const suggestion = suggestRule(rule, samplesOf(calls, rule));
        return suggestion === null ? [] : [[rule, suggestion]];
      }),
    ),
  };
}

function actualOf({ end }: Call): { readonly kind: string; readonly code: string } {
  if (end?.end !== 'answered') return { kind: end?.end ?? 'unknown', code: end?.end ?? 'unknown' };
  return { kind: 'answered', code: end.code ?? 'noCode' };
}

function pairsOf(calls: readonly Call[]): StationStats['pairs'] {
  const pairs = groupBy(calls, (call) => `${call.begin.predictedCode} ${actualOf(call).code}`);
  return [...pairs]
    .map(([pair, { length }]) => {
      const [predicted = '', actual = ''] = pair.split(' ');
      return { predicted, actual, count: length };
    })
    .toSorted((a, b) => b.count - a.count);
}

const hasRemark = ({ begin }: Call, rule: RuleId): boolean =>
  begin.remarks.some((remark) => remark.rule === rule);

function rulesOf(calls: readonly Call[]): StationStats['rules'] {
  return ruleIds.flatMap((rule): StationStats['rules'][number][] => {
    const remarked = calls.filter((call) => hasRemark(call, rule));
    if (remarked.length === 0) return [];
    const { code } = requirements[rule];
    const answeredWith = (wanted: string): number =>
      remarked.filter((call) => actualOf(call).code === wanted).length;
    const confirmed = code === null ? 0 : answeredWith(code);
    return [{ rule, code, remarked: remarked.length, confirmed, inVain: answeredWith('200') }];
  });
}

function missedOf(calls: readonly Call[]): StationStats['missed'] {
  const codes = new Set(ruleIds.flatMap((rule) => requirements[rule].code ?? []));
  return [...codes].flatMap((code): StationStats['missed'][number][] => {
    const rules = ruleIds.filter((rule) => requirements[rule].code === code);
    const missed = calls.filter(
      (call) => actualOf(call).code === code && !rules.some((rule) => hasRemark(call, rule)),
    );
    return missed.length === 0 ? [] : [{ code, count: missed.length, rules }];
  });
}

/** What a rule measured where it remarked, and whether the service then refused for its reason. */
function samplesOf(calls: readonly Call[], rule: RuleId): Parameters<typeof suggestRule>[1] {
  const { code } = requirements[rule];
  return calls.flatMap((call) => {
    const measured = call.begin.remarks.find((remark) => remark.rule === rule)?.measured ?? null;
    const actual = actualOf(call).code;
    const isTelling = measured !== null && code !== null && (actual === code || actual === '200');
    return isTelling ? [{ measured, refused: actual === code }] : [];
  });
}

/** Node 20 has no Map.groupBy. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
