import { catalogues } from '../core/messages/catalogue.ts';
import type { ReceiptData } from '../core/ports.ts';
import { isVerdictReason } from '../core/verdict-reasons.ts';
import type { VerdictWords } from './receipt-page.ts';

/** The outcome and reasons in the receipt's language. */
export function verdictWords({ language, verdict }: ReceiptData): VerdictWords {
  const text = catalogues[language].verdict;
  return {
    outcome: text.outcomes[verdict.outcome],
    reasons: verdict.reasons.filter(isVerdictReason).map((reason) => text.reasons[reason]),
  };
}
