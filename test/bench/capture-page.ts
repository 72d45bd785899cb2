import type { Page } from 'playwright';
import { z } from 'zod';

/** What the bench of capture reads in the pages of the real app. */

const tallySchema = z.object({ camera: z.number(), delivered: z.number(), written: z.number() });

export type FrameTally = z.infer<typeof tallySchema>;

/** Longest wait for a recording to end: hints, countdown, 5.5 s, and a machine with other work. */
const PATIENCE_MS = 60_000;

/** The page's own count of the first recording that came to its end. */
export async function nextTally(page: Page): Promise<FrameTally> {
  const message = await page.waitForEvent('console', {
    predicate: (line) => line.text().startsWith('recorded'),
    timeout: PATIENCE_MS,
  });
  return tallySchema.parse(await message.args()[1]?.jsonValue());
}

/** The customer's window shows the camera's picture while the recording runs. */
export async function mirrorShown(customer: Page): Promise<void> {
  await customer.getByTestId('customer-recording').waitFor({ timeout: PATIENCE_MS });
  const frames = await customer.evaluate(
    () => document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
  );
  if (frames === 0) throw new Error("the customer's window showed no picture");
}

/** Watches in the page for the screen that says good or not; the answer is ms from the recorder's end to its drawing. */
export async function saidAfterStop(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      const said = document.querySelector(
        '[data-testid="screen-card-ready"], [data-testid="screen-retake"], [data-testid="screen-attendant"]',
      );
      if (said === null) return;
      watch.disconnect();
      // In the frame after the one that draws it, it has been drawn.
      requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('said')));
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
  return async () => {
    await page.waitForFunction(() => performance.getEntriesByName('said').length > 0);
    // Not by a named helper: it would not survive the way into the page.
    const [stopped = NaN, told = NaN] = await page.evaluate(() =>
      ['recording-stopped', 'said'].map(
        (name) => performance.getEntriesByName(name).at(-1)?.startTime ?? NaN,
      ),
    );
    return told - stopped;
  };
}

/** Counts in the page how often the guidance looks, which is whenever it copies a picture, until the recording starts. */
export async function countLooks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const copy: unknown = Reflect.get(VideoFrame.prototype, 'copyTo');
    if (typeof copy !== 'function') throw new Error('no copyTo');
    Reflect.set(VideoFrame.prototype, 'copyTo', function (this: VideoFrame, ...args: unknown[]) {
      performance.mark('look');
      return Reflect.apply(copy, this, args) as unknown;
    });
  });
  return () =>
    page.evaluate(() => {
      const start = performance.getEntriesByName('recording-started').at(-1)?.startTime ?? Infinity;
      const looks = performance.getEntriesByName('look').filter(({ startTime }) => startTime < start);
      const [first, last] = [looks[0]?.startTime ?? NaN, looks.at(-1)?.startTime ?? NaN];
      return ((looks.length - 1) * 1000) / (last - first);
    });
}
