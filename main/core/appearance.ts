import { z } from 'zod';
import { fitBrandColour, type BrandColours } from './brand-colour.ts';

const colourSchema = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, 'a colour is written as # and six hex digits, such as #0c5b56');

export const themeSchema = z.enum(['system', 'light', 'dark', 'highContrast']);

/** What IT may decide about how the station looks. */
export const appearancePolicySchema = z.strictObject({
  /** system follows the computer's own light or dark setting and its wish for contrast. */
  theme: themeSchema.default('system'),
  /** Stands in the header in place of the program's name. */
  brandName: z
    .string()
    .regex(/^[\p{L}\p{N} ._&'-]{1,40}$/u, "letters, digits, space and . _ & ' -")
    .nullable()
    .default(null),
  /** PNG of up to 512 kB and 4096 px, read once at start. */
  logoPath: z.string().min(1).max(1000).nullable().default(null),
  /** The bank's colour; darkened or lightened where text in it could not be read. */
  accentColour: colourSchema.nullable().default(null),
});
export type AppearancePolicy = z.infer<typeof appearancePolicySchema>;

const brandColoursSchema = z.object({
  accent: z.string(),
  accentStrong: z.string(),
  accentSoft: z.string(),
  onAccent: z.string(),
}) satisfies z.ZodType<BrandColours>;

/** How the page has to look: no path, only what it draws. */
export const appearanceSchema = z.object({
  theme: themeSchema,
  brandName: z.string().nullable(),
  hasLogo: z.boolean(),
  accent: z.object({ asked: z.string(), light: brandColoursSchema, dark: brandColoursSchema }).nullable(),
});
export type Appearance = z.infer<typeof appearanceSchema>;

/** Where main serves the bank's logo. */
export const LOGO_PATH = '/brand/logo.png';

export function appearanceOf({ theme, brandName, logoPath, accentColour }: AppearancePolicy): Appearance {
  return {
    theme,
    brandName,
    hasLogo: logoPath !== null,
    accent:
      accentColour === null
        ? null
        : {
            asked: accentColour.toLowerCase(),
            light: fitBrandColour(accentColour, 'light'),
            dark: fitBrandColour(accentColour, 'dark'),
          },
  };
}

/** The bank's colour could not be used as it is in one theme or both. */
export const isColourChanged = ({ accent }: Appearance): boolean =>
  accent !== null && (accent.light.accent !== accent.asked || accent.dark.accent !== accent.asked);
