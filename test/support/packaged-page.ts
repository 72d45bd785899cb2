import type { ChildProcess } from 'node:child_process';
import { chromium, type Browser, type Page } from 'playwright';

export interface PackagedPage {
  readonly browser: Browser;
  readonly page: Page;
}

/** The page of a packaged program, by its remote port: a package opens no inspector, and Playwright's own way needs one. */
export async function packagedPage(child: ChildProcess): Promise<PackagedPage> {
  const browser = await chromium.connectOverCDP(await debugAddress(child));
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('no context');
  return { browser, page: context.pages()[0] ?? (await context.waitForEvent('page')) };
}

function debugAddress(child: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((found, lost) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const match = /DevTools listening on (ws:\S+)/.exec(output);
      if (match?.[1] !== undefined) found(match[1]);
    });
    child.once('exit', () => lost(new Error(`the program ended: ${output}`)));
  });
}
