import { z } from 'zod';

/** The service's own thresholds. A bank may ask for more, never for less. */
export const DOCUMENTED_LIMITS = {
  /** "is_live: True if prob < 0.5, otherwise False" (Liveness v3 page, Returned Information). */
  spoofProbabilityBelow: 0.5,
  /** "is_deepfake: True if deepfake_prob >= 0.5" (same table). */
  deepfakeProbabilityBelow: 0.5,
  /**
   * Face match v4 page: threshold 80 %. The v3 page names none; whether 80 holds there too is an open
   * question to the vendor, so a disagreement with isMatch goes to a person instead of being trusted.
   */
  minSimilarity: 80,
} as const;

/** A bank's strictness. The schema cannot express anything laxer than the documented limits. */
export const strictnessSchema = z
  .strictObject({
    /** Percent; below it a reported match goes to review. */
    minSimilarity: z.number().min(DOCUMENTED_LIMITS.minSimilarity).max(100).optional(),
    /** Above it a reported live face goes to review. */
    maxSpoofProbability: z.number().min(0).max(DOCUMENTED_LIMITS.spoofProbabilityBelow).optional(),
    /** No approval without a compared card. */
    requireCard: z.boolean().optional(),
    /** Deepfake "N/A" goes to review. The service gives N/A for ordinary HD video. */
    reviewWhenNotAssessed: z.boolean().optional(),
  })
  .readonly();
export type Strictness = z.infer<typeof strictnessSchema>;

export const DOCUMENTED_STRICTNESS: Strictness = {};
