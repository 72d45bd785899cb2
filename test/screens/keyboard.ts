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

/** Walks once through the present screen by Tab alone. */
export async function tabThrough(page: Page): Promise<TabRound> {
  const wanted = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('#root button, #root input, #root select, #root summary')]
      .filter((one) => one.checkVisibility() && !one.matches(':disabled'))
      .map((one, index) => {
        one.dataset['stop'] = `${index} ${one.dataset['testid'] ?? one.tagName}`;
        return one.dataset['stop'];
      }),
  );
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
