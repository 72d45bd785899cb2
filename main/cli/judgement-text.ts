import type { AnswerField } from '../core/answer-fields.ts';
import type { Language } from '../core/language.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { probabilityWord, similarityWord } from '../core/probability-words.ts';
import type { ProbabilityWord } from '../core/probability-words.ts';
import { isVerdictReason } from '../core/verdict-reasons.ts';
import type { Verdict } from '../core/verdict-shape.ts';

/** A verdict for a person at a terminal. */
export function judgementText(verdict: Verdict, language: Language): string {
  const text = catalogues[language].verdict;
  const reasons = verdict.reasons.filter(isVerdictReason).map((reason) => `  - ${text.reasons[reason]}`);
  const fields = verdict.fields.map(({ field, value, agrees }) => {
    const label = text.fields[field as AnswerField] ?? field;
    return `  ${label}: ${value ?? '-'}${wordFor(field, verdict, language)} [${text.agreement[agrees]}]`;
  });
  const warnings = verdict.warnings.map((warning) => `  - ${warning}`);
  return [
    `${text.judge.outcome}: ${text.outcomes[verdict.outcome]} [${verdict.outcome}]`,
    `${text.judge.code}: ${verdict.code ?? '-'}`,
    section(text.judge.reasons, reasons),
    section(text.judge.fields, fields),
    section(text.judge.warnings, warnings),
    `${text.judge.nextStep}: ${text.nextSteps[verdict.nextStep]}`,
    '',
  ]
    .filter((line) => line !== null)
    .join('\n');
}

function section(title: string, lines: readonly string[]): string | null {
  return lines.length === 0 ? null : [`${title}:`, ...lines].join('\n');
}

/** Numbers are said in a word as well. */
function wordFor(field: string, verdict: Verdict, language: Language): string {
  const word = WORDS[field]?.(verdict) ?? 'notAssessed';
  return word === 'notAssessed' ? '' : ` (${catalogues[language].verdict.probability[word]})`;
}

const WORDS: Readonly<Record<string, (verdict: Verdict) => ProbabilityWord>> = {
  'liveness.spoof_prob': ({ spoofProbability }) => probabilityWord(spoofProbability),
  'liveness.deepfake_prob': ({ deepfakeProbability }) => probabilityWord(deepfakeProbability),
  'face_match.similarity': ({ similarity }) => similarityWord(similarity),
};
