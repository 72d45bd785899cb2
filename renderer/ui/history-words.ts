import type { Language } from '../../main/core/language.ts';
import type { SessionOutcome } from '../../main/core/journal-words.ts';
import type { Catalogue } from '../../main/core/messages/catalogue.ts';
import type { RuleId } from '../../main/core/requirements.ts';
import type { HistoryStore, HistoryView } from '../store/history-store.ts';

/** What every part of the history's page gets. */
export interface HistoryProps {
  readonly view: HistoryView;
  readonly store: HistoryStore;
  readonly text: Catalogue;
  readonly language: Language;
}

/** A session's outcome in words; not every session comes to a verdict. */
export function outcomeWords(outcome: SessionOutcome, text: Catalogue): string {
  if (outcome === 'none' || outcome === 'outcomeUnknown') return text.history.screen.other[outcome];
  return text.verdict.outcomes[outcome];
}

export type RetakeGroup = keyof Catalogue['history']['screen']['retakeGroups'];

/** Rules that call for the same remedy, first fit. */
const GROUPS: readonly (readonly [RegExp, RetakeGroup])[] = [
  [/^card\./, 'card'],
  [/still|freeze|rigid|flat/i, 'liveliness'],
  [/^video\./, 'recording'],
  [/none|lost|several/i, 'people'],
  [/small|frame|edge/i, 'distance'],
  [/covered|glasses|eyes/i, 'covered'],
  [/frontal/i, 'turned'],
  [/blur|soft/i, 'sharpness'],
];

/** What to remedy; what is left is about light. */
export function retakeGroup(rule: RuleId): RetakeGroup {
  return GROUPS.find(([fits]) => fits.test(rule))?.[1] ?? 'light';
}
