import type { Page } from 'playwright';

/** Looks again before a fault counts: Electron's window follows a new size by and by. */
const LOOKS = 4;
const BETWEEN_MS = 150;

/** What `findLayoutFaults` finds once the page has settled. */
export async function settledFaults(page: Page): Promise<readonly string[]> {
  let found = await page.evaluate(findLayoutFaults);
  for (let look = 1; look < LOOKS && found.length > 0; look += 1) {
    await page.waitForTimeout(BETWEEN_MS);
    found = await page.evaluate(findLayoutFaults);
  }
  return found;
}

/**
 * Runs in the page: what a designer would send back. One line for each fault: text that is cut, spills out of its box
 * or lies beyond the window; controls that overlap, are too small to touch or whose main one can't be seen.
 */
function findLayoutFaults(): readonly string[] {
  const SMALLEST_TARGET_PX = 48;
  const faults: string[] = [];
  const all = [...document.querySelectorAll<HTMLElement>('#root *')].filter(
    (element) => element instanceof HTMLElement && element.checkVisibility({ visibilityProperty: true }),
  );
  const nameOf = (element: Element): string => {
    const id = element.getAttribute('data-testid');
    const words = (element.textContent ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 60);
    return `${element.tagName.toLowerCase()}${id === null ? '' : `[${id}]`}.${element.className} "${words}"`;
  };
  const isForScreenReaders = (element: Element): boolean => {
    for (let at: Element | null = element; at !== null; at = at.parentElement)
      if (getComputedStyle(at).clipPath !== 'none') return true;
    return false;
  };
  const scrollerOf = (element: Element): Element | null => {
    for (let at = element.parentElement; at !== null; at = at.parentElement)
      if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
    return null;
  };
  const hasOwnText = (element: Element): boolean =>
    [...element.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '');
  const inView = (rect: DOMRect): boolean =>
    rect.left >= -1 && rect.top >= -1 && rect.right <= innerWidth + 1 && rect.bottom <= innerHeight + 1;

  for (const element of all) {
    if (!hasOwnText(element) || isForScreenReaders(element)) continue;
    const rect = element.getBoundingClientRect();
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline')
      faults.push(`text wider than its box: ${nameOf(element)}`);
    if (element.scrollHeight > element.clientHeight + 2 && getComputedStyle(element).overflowY === 'hidden')
      faults.push(`text higher than its box: ${nameOf(element)}`);
    if (rect.left < -1 || rect.right > innerWidth + 1) faults.push(`beyond the side: ${nameOf(element)}`);
    if (scrollerOf(element) === null && !inView(rect)) faults.push(`beyond the window: ${nameOf(element)}`);
  }
  for (const element of all) {
    const { overflowX } = getComputedStyle(element);
    if (/auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1)
      faults.push(`scrolls sideways: ${nameOf(element)}`);
  }
  const controls = all.filter((element) => element.matches('button, summary, select, input, a[href]'));
  for (const [index, control] of controls.entries()) {
    const rect = (control.closest('label') ?? control).getBoundingClientRect();
    if (Math.min(rect.width, rect.height) < SMALLEST_TARGET_PX - 0.5)
      faults.push(
        `too small to touch: ${nameOf(control)} ${rect.width.toFixed(0)}x${rect.height.toFixed(0)}`,
      );
    for (const other of controls.slice(index + 1)) {
      const b = other.getBoundingClientRect();
      const a = control.getBoundingClientRect();
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      // What scrolls passes under the bar at the bottom.
      const sameLayer =
        scrollerOf(control) === scrollerOf(other) &&
        (control.closest('.actions') === null) === (other.closest('.actions') === null);
      if (across > 1 && down > 1 && sameLayer)
        faults.push(`overlap: ${nameOf(control)} and ${nameOf(other)}`);
    }
  }
  // At twice the size the whole page scrolls, as WCAG 1.4.10 allows.
  const isZoomed = innerHeight < 480;
  for (const main of isZoomed ? [] : document.querySelectorAll('.actions .button-main')) {
    const rect = main.getBoundingClientRect();
    const top = document.elementFromPoint(rect.x + rect.width / 2, rect.y + rect.height / 2);
    if (!inView(rect) || top === null || !main.contains(top))
      faults.push(`main button out of sight: ${nameOf(main)}`);
  }
  // With words two fifths longer the bank's name may take a line more.
  const isLonger = document.querySelector('.brand')?.textContent.includes('⟦') === true;
  const tallestHeader = 6 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  for (const one of isZoomed || innerWidth < 864
    ? []
    : document.querySelectorAll('.header, .portrait-question')) {
    if (one.matches('.header') && !isLonger && one.getBoundingClientRect().height > tallestHeader)
      faults.push(`header in more than one row: ${nameOf(one)}`);
    const edge = document.querySelector('.actions')?.getBoundingClientRect().top ?? innerHeight;
    if (one.getBoundingClientRect().bottom > edge + 1) faults.push(`seen only by scrolling: ${nameOf(one)}`);
  }
  return [...new Set(faults)];
}
