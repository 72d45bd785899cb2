import type { Page } from 'playwright';
import type { Language } from '../../main/core/language.ts';
import { tabThrough, type TabRound } from './keyboard.ts';
import { settledFaults } from './layout.ts';
import { allLooks, type Look } from './looks.ts';
import { applySetting, COMPARED, settingName, WALKED, type Setting } from './matrix.ts';
import type { PrintBook } from './prints.ts';
import { PAGE_URL, type Stage } from './stage.ts';
import { takeStill } from './still.ts';
import { isSteady, walkHeld } from './walk-prints.ts';

/** What one walk through all screens of a language finds. */
export interface LanguageWalk {
  readonly looks: number;
  readonly layout: readonly string[];
  /** How many pictures were compared. */
  readonly pictures: number;
  /** Pictures that are not as their prints. */
  readonly prints: readonly string[];
  /** Where the focus is when a screen appears. */
  readonly headings: readonly string[];
  readonly tabs: readonly (TabRound & { readonly name: string })[];
  /** What still moves for somebody who asked for less motion. */
  readonly moving: readonly string[];
}

/** Shows every screen once and asks everything of it while it stands there: that costs least. */
export async function walkLanguage(stage: Stage, book: PrintBook, language: Language): Promise<LanguageWalk> {
  const { page } = stage;
  await page.goto(PAGE_URL);
  const looks = Object.entries(allLooks(language));
  const found: Found = { pictures: 0, layout: [], prints: [], headings: [], tabs: [], moving: [] };
  for (const [name, look] of looks) await examine(stage, book, language, name, look, found);
  const compared: readonly Setting[] = COMPARED[language];
  await walkHeld(stage, language, compared, async (setting, name, png) => {
    found.pictures += 1;
    found.prints.push(...(await book.compare(language, setting, name, png)));
  });
  for (const setting of compared) found.prints.push(...book.leftOver(language, setting));
  await page.goto(PAGE_URL);
  return { ...found, looks: looks.length };
}

interface Found {
  pictures: number;
  readonly layout: string[];
  readonly prints: string[];
  readonly headings: string[];
  readonly tabs: (TabRound & { readonly name: string })[];
  readonly moving: string[];
}

async function examine(
  stage: Stage,
  book: PrintBook,
  language: Language,
  name: string,
  look: Look,
  found: Found,
): Promise<void> {
  const { page } = stage;
  const compared: readonly Setting[] = isSteady(name, look.isLive) ? COMPARED[language] : [];
  await stage.show(look);
  // One welcome after another is the same screen, in which nothing has moved.
  if (look.press.length === 0 && look.session.name !== 'idle')
    found.headings.push(await page.evaluate(() => document.activeElement?.tagName ?? ''));
  const lines = await faultsOf(stage, name, WALKED[language], async (setting) => {
    if (!compared.includes(setting)) return;
    found.pictures += 1;
    found.prints.push(...(await book.compare(language, setting, name, await takeStill(page, look.shows))));
  });
  found.layout.push(...lines);
  // Words do not change what moves and what Tab reaches.
  if (language !== 'vi') return;
  for (const { animation } of await runningAnimations(page)) found.moving.push(`${name}: ${animation}`);
  found.tabs.push({ name, ...(await tabThrough(page)) });
}

/** What is wrong with the present look at each size, a line each; `then` sees each size. */
export async function faultsOf(
  on: Stage,
  name: string,
  settings: readonly Setting[],
  then: (setting: Setting) => Promise<void> = () => Promise.resolve(),
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const setting of settings) {
    await applySetting(on.page, setting);
    for (const line of await settledFaults(on.page)) found.push(`${settingName(setting)} ${name}: ${line}`);
    await then(setting);
  }
  return found;
}

/** What moves on the page, and how long one round of it takes, ms. */
export const runningAnimations = (
  page: Page,
): Promise<readonly { readonly animation: string; readonly roundMs: number; readonly rounds: number }[]> =>
  page.evaluate(() =>
    document.getAnimations().map((one) => {
      const { duration, iterations } = one.effect?.getComputedTiming() ?? {};
      return {
        animation: one instanceof CSSAnimation ? one.animationName : 'a transition',
        roundMs: Number(duration),
        rounds: Number(iterations),
      };
    }),
  );
