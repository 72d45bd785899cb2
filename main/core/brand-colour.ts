/** The bank's own colour, made safe to read. Pure: contrast as WCAG 2.2 defines it (1.4.3, 1.4.11). */

/** Channels 0..255. */
type Rgb = readonly [number, number, number];

/** What the page puts in place of its own accent colours, as #rrggbb. */
export interface BrandColours {
  readonly accent: string;
  readonly accentStrong: string;
  readonly accentSoft: string;
  readonly onAccent: string;
}

export type Shade = 'light' | 'dark';

/** Text of normal size, WCAG 1.4.3. */
export const TEXT_CONTRAST = 4.5;

/** What the accent stands on, as in renderer/styles/tokens.css, and where it goes when it can't be read there. */
const GROUNDS = {
  light: { surfaces: ['#f4f2ec', '#ffffff'], towards: '#000000', soft: '#ffffff', softShare: 0.88 },
  dark: { surfaces: ['#0f1719', '#182326', '#223033'], towards: '#ffffff', soft: '#182326', softShare: 0.8 },
} as const satisfies Record<Shade, object>;

const STEP = 0.02;

/** Colours for one theme from the bank's one; darkened or lightened only as far as reading asks for. */
export function fitBrandColour(asked: string, shade: Shade): BrandColours {
  const { surfaces, towards, soft, softShare } = GROUNDS[shade];
  for (let share = 0; share < 1; share += STEP) {
    const accent = mix(asked, towards, share);
    const accentSoft = mix(accent, soft, softShare);
    const onAccent = bestOn(accent);
    const isReadable =
      [...surfaces, accentSoft].every((ground) => contrastRatio(accent, ground) >= TEXT_CONTRAST) &&
      contrastRatio(onAccent, accent) >= TEXT_CONTRAST;
    if (isReadable) return { accent, accentStrong: mix(accent, towards, 0.3), accentSoft, onAccent };
  }
  // Black on light grounds and white on dark ones always read.
  return { accent: towards, accentStrong: towards, accentSoft: soft, onAccent: bestOn(towards) };
}

/** 1..21; the order of the two makes no difference. */
export function contrastRatio(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(parse(one)), luminance(parse(other))].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const bestOn = (ground: string): string =>
  contrastRatio('#ffffff', ground) >= contrastRatio('#10191b', ground) ? '#ffffff' : '#10191b';

/** Relative luminance, 0..1. */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mix(from: string, to: string, share: number): string {
  const target = parse(to);
  const channels = parse(from).map((channel, index) => channel + ((target[index] ?? 0) - channel) * share);
  return `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

/** `#rrggbb` only; the policy's schema has made sure. */
function parse(hex: string): Rgb {
  const number = Number.parseInt(hex.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}
