import type { Page } from 'playwright';
import type { Language } from '../../main/core/language.ts';

export type Theme = 'light' | 'dark';

export interface Setting {
  readonly theme: Theme;
  /** What a system set to more contrast asks for. */
  readonly contrast: 'no-preference' | 'more';
  readonly width: number;
  readonly height: number;
  /** Text and everything else at twice the size, as a person would zoom. */
  readonly zoom: 1 | 2;
  /** Sizes differ in layout only; names, roles and colours are judged once for each language and theme. */
  readonly axe: boolean;
}

const base: Setting = {
  theme: 'light',
  contrast: 'no-preference',
  width: 1280,
  height: 800,
  zoom: 1,
  axe: false,
};

/** What every screen has to stand in both languages: counter screens, 3:2 ones, tablets on their side, a 4K wall. */
export const SETTINGS: readonly Setting[] = [
  { ...base, axe: true },
  { ...base, theme: 'dark', axe: true },
  { ...base, contrast: 'more', axe: true },
  { ...base, contrast: 'more', theme: 'dark', axe: true },
  { ...base, width: 1024, height: 768 },
  { ...base, theme: 'dark', width: 1024, height: 768 },
  { ...base, width: 1366, height: 768 },
  { ...base, width: 1366, height: 768, zoom: 2 },
  { ...base, width: 1440, height: 960 },
  { ...base, width: 1920, height: 1080 },
  { ...base, width: 1080, height: 1920 },
  { ...base, theme: 'dark', width: 1080, height: 1920 },
  { ...base, width: 3840, height: 2160 },
  { ...base, theme: 'dark', width: 3840, height: 2160 },
];

/** Settings whose pictures are compared with the committed prints; contrast is judged by axe. */
export const PRINTED: readonly Setting[] = SETTINGS.filter(({ contrast }) => contrast === 'no-preference');

/** What `npm test` looks at: every size in both languages, each with one theme. */
export const WALKED = {
  vi: named('light-1366x768-zoom2 light-1920x1080 light-3840x2160 light-1024x768 dark-1080x1920'),
  en: named(
    'light-1366x768-zoom2 light-1440x960 light-1080x1920 dark-3840x2160 dark-1024x768 light-1920x1080',
  ),
} as const satisfies Readonly<Record<Language, readonly Setting[]>>;

/** Of these, what it compares with the prints: every screen in both languages, both themes, three sizes in all. */
export const COMPARED = {
  vi: named('light-1024x768 dark-1080x1920'),
  en: named('dark-1024x768 light-1920x1080'),
} as const satisfies Readonly<Record<Language, readonly Setting[]>>;

function named(names: string): readonly Setting[] {
  return names.split(' ').map((name) => {
    const setting = SETTINGS.find((one) => settingName(one) === name);
    if (setting === undefined) throw new Error(`no setting ${name}`);
    return setting;
  });
}

export function settingName({ theme, contrast, width, height, zoom }: Setting): string {
  return `${theme}${contrast === 'more' ? '-contrast' : ''}-${width}x${height}${zoom === 1 ? '' : '-zoom2'}`;
}

/** Zooming halves the window's own measure; a picture of it keeps the screen's. */
export async function applySetting(
  page: Page,
  { theme, contrast, width, height, zoom }: Setting,
): Promise<void> {
  const size = { width: Math.round(width / zoom), height: Math.round(height / zoom) };
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: theme, contrast, reducedMotion: 'reduce' });
  // Electron's window follows by and by.
  await page.waitForFunction((wanted) => innerWidth === wanted.width && innerHeight === wanted.height, size);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
