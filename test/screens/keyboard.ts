import type { Page } from 'playwright';

/** What Tab reaches on the present screen, in its order, and what it leaves out. */
export interface TabRound {
  readonly reached: readonly string[];
  readonly missed: readonly string[];
  /** Controls that do not show that they have the focus. */
  readonly unmarked: readonly string[];
}

/** More stops than any screen has. */
const MOST = 60;

/** A screen with a live camera may change under the walk, once or twice. */
const TRIES = 5;

/** Walks once through the present screen by Tab alone; anew where its controls were not the same all the while. */
export async function tabThrough(page: Page): Promise<TabRound> {
  let before = await page.evaluate(markStops);
  for (let tried = 0; tried < TRIES; tried += 1) {
    const round = await walkOnce(page, before);
    const after = await page.evaluate(markStops);
    if (after.join() === before.join()) return round;
    before = after;
  }
  throw new Error(`the controls changed under each of ${TRIES} walks, at last to: ${before.join(', ')}`);
}

/** Runs in the page. Names what Tab must reach; what was made anew since the last time gets a new name. */
function markStops(): readonly string[] {
  return [...document.querySelectorAll<HTMLElement>('#root button, #root input, #root select, #root summary')]
    .filter((one) => one.checkVisibility() && !one.matches(':disabled'))
    .map((one) => (one.dataset['stop'] ??= `${one.dataset['testid'] ?? one.tagName} ${Math.random()}`));
}

async function walkOnce(page: Page, wanted: readonly string[]): Promise<TabRound> {
  const reached = new Set<string>();
  const unmarked: string[] = [];
  for (let step = 0; step < MOST && reached.size < wanted.length; step += 1) {
    await page.keyboard.press('Tab');
    const { stop, isMarked } = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement | null;
      const style = focused === null ? null : getComputedStyle(focused);
      return { stop: focused?.dataset['stop'] ?? null, isMarked: style?.outlineStyle === 'solid' };
    });
    if (stop === null) continue;
    reached.add(stop);
    if (!isMarked) unmarked.push(stop);
  }
  return { reached: [...reached], missed: wanted.filter((one) => !reached.has(one)), unmarked };
}
