/** How a probability (0..1) or a similarity (0..100 %) is said in a word beside its number. */
export const probabilityWords = ['notAssessed', 'veryLow', 'low', 'medium', 'high', 'veryHigh'] as const;
export type ProbabilityWord = (typeof probabilityWords)[number];

/** 0.5 divides the service's two answers, so "medium" lies on both sides of it. */
export function probabilityWord(probability: number | null): ProbabilityWord {
  if (probability === null || Number.isNaN(probability)) return 'notAssessed';
  if (probability < 0.1) return 'veryLow';
  if (probability < 0.4) return 'low';
  if (probability < 0.6) return 'medium';
  return probability < 0.9 ? 'high' : 'veryHigh';
}

/** 80 % is the vendor's published threshold for a match; below it nothing is called high. */
export function similarityWord(similarity: number | null): ProbabilityWord {
  if (similarity === null || Number.isNaN(similarity)) return 'notAssessed';
  if (similarity < 20) return 'veryLow';
  if (similarity < 50) return 'low';
  if (similarity < 80) return 'medium';
  return similarity < 95 ? 'high' : 'veryHigh';
}
