import { join } from 'node:path';
import type { Page } from 'playwright';

/** Numbered pictures of the screens, in the order in which they came. */
export interface Album {
  /** Takes one now, under a name of its own. */
  take(name: string): Promise<void>;
  /** Ends the watch. */
  close(): Promise<void>;
}

/** Screens that are only worth a picture once the camera shows something: the walk takes them itself. */
const TAKEN_BY_HAND: ReadonlySet<string> = new Set(['face-ready', 'card-ready']);

/** Watches the page and pictures each screen as it appears, also those that stay for a moment only. */
export function openAlbum(page: Page, folder: string, say: (text: string) => void): Album {
  let count = 0;
  const ended = new AbortController();

  const take = async (name: string): Promise<void> => {
    count += 1;
    const number = String(count).padStart(2, '0');
    await page.screenshot({ path: join(folder, `${number}-${name}.png`) });
    say(`screen: ${name}`);
  };

  const watch = async (): Promise<void> => {
    let last: string | null = null;
    while (!ended.signal.aborted) {
      const name = await nextScreen(page, last);
      if (name === null || ended.signal.aborted) return;
      last = name;
      if (!TAKEN_BY_HAND.has(name)) await take(name);
    }
  };

  const watching = watch().catch((error: unknown) => {
    if (!ended.signal.aborted) throw error;
  });
  return {
    take,
    async close() {
      ended.abort();
      await Promise.race([watching, page.evaluate(() => undefined)]);
    },
  };
}

/** Resolves as soon as the page shows another screen than `last`. */
async function nextScreen(page: Page, last: string | null): Promise<string | null> {
  const handle = await page.waitForFunction(
    (before) => {
      const id = document.querySelector('[data-testid^="screen-"]')?.getAttribute('data-testid')?.slice(7);
      return id !== undefined && id !== before ? id : null;
    },
    last,
    { timeout: 0 },
  );
  return handle.jsonValue();
}
