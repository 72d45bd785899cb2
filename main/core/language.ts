import { z } from 'zod';

export const languageSchema = z.enum(['vi', 'en']);
/** Vietnamese first, English second. */
export type Language = z.infer<typeof languageSchema>;

export const bilingualSchema = z.object({ vi: z.string(), en: z.string() });
export type Bilingual = z.infer<typeof bilingualSchema>;
