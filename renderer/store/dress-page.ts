import type { Appearance } from '../../main/core/appearance.ts';
import type { BrandColours } from '../../main/core/brand-colour.ts';

const VARIABLES = {
  accent: '--accent',
  accentStrong: '--accent-strong',
  accentSoft: '--accent-soft',
  onAccent: '--on-accent',
} as const satisfies Record<keyof BrandColours, string>;

/** Puts theme, contrast and the bank's colour on the page's root. */
export function dressPage(
  root: HTMLElement,
  appearance: Appearance | null,
  isContrasty: boolean,
  systemIsDark: boolean,
): void {
  const theme = appearance?.theme ?? 'system';
  const shade = theme === 'dark' || (theme === 'system' && systemIsDark) ? 'dark' : 'light';
  if (theme === 'light' || theme === 'dark') root.dataset['theme'] = theme;
  else delete root.dataset['theme'];
  if (isContrasty) root.dataset['contrast'] = 'more';
  else delete root.dataset['contrast'];
  // High contrast has colours of its own, which no brand changes.
  const colours = isContrasty ? null : (appearance?.accent?.[shade] ?? null);
  for (const [name, variable] of Object.entries(VARIABLES)) {
    if (colours === null) root.style.removeProperty(variable);
    else root.style.setProperty(variable, colours[name as keyof BrandColours]);
  }
}
