import { z } from 'zod';

/** off: captions only; system: the computer's own voice, clips where it has none of the language; clips: always those. */
export const spokenSchema = z.enum(['off', 'system', 'clips']);
export type SpokenBy = z.infer<typeof spokenSchema>;
