import type { CDPSession, Page } from 'playwright';

const sessions = new WeakMap<Page, CDPSession>();

/**
 * A picture of the page as PNG, nothing in it that blinks, scrolled to the part with the test id `shows`. The browser
 * itself is asked: three times as fast as Playwright, which counts over a thousand pictures.
 */
export async function takeStill(page: Page, shows: string | null = null): Promise<Buffer> {
  const browser = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, browser);
  await page.evaluate(hideCaret);
  await page.evaluate(stopAtBeginning);
  await page.evaluate(scrollTo, shows);
  const { data } = await browser.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
  return Buffer.from(data, 'base64');
}

/** Runs in the page. What runs stands at its beginning, however late the picture is taken. */
function stopAtBeginning(): void {
  for (const running of document.getAnimations()) {
    running.pause();
    running.currentTime = 0;
  }
}

/** Runs in the page. A sheet of its own: the page's policy refuses any style element. */
async function hideCaret(): Promise<void> {
  if (document.adoptedStyleSheets.length > 0) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { caret-color: transparent !important }');
  document.adoptedStyleSheets = [sheet];
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}

/** Runs in the page. Where it stood before, and in which size, must not matter. */
async function scrollTo(testId: string | null): Promise<void> {
  for (const part of document.querySelectorAll('*')) if (part.scrollTop !== 0) part.scrollTop = 0;
  const part = testId === null ? null : document.querySelector(`[data-testid="${testId}"]`);
  // A whole screen is seen from the top of its page, with what marks it as practice.
  if (part !== null && part.tagName !== 'MAIN') part.scrollIntoView();
  // A portrait takes a moment to be decoded; until then its canvas has the size every canvas begins with.
  const canvas = document.querySelector<HTMLCanvasElement>('.portrait canvas');
  for (let frames = 0; frames < 120; frames += 1) {
    if (canvas?.width !== 300 || canvas.height !== 150) break;
    await new Promise((done) => requestAnimationFrame(done));
  }
  await new Promise((done) => requestAnimationFrame(done));
}
