import type { Page } from 'playwright';
import type { RunningKiosk } from './launch-kiosk.ts';

const isCustomers = (page: Page): boolean => page.url().endsWith('/customer.html');

/** The page in the customer's window, as soon as it is there. */
export async function customerPage({ app }: RunningKiosk): Promise<Page> {
  const there = app.windows().find(isCustomers);
  if (there !== undefined) return there;
  const fresh = app.windows().find((page) => page.url() === '');
  const page = fresh ?? (await app.waitForEvent('window', { timeout: 15_000 }));
  await page.waitForURL(/customer\.html$/);
  return page;
}
