import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { verifyJournalFile } from '../../main/journal/verify-file.ts';
import { onScreen, press } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';
import { readQrFromPrint } from '../support/read-qr.ts';
import { readStationKey } from '../support/station-key.ts';

const PIN = '739164';
let kiosk: RunningKiosk;
let home = '';

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kiosk-home-'));
  kiosk = await launchKiosk({
    args: ['--practice'],
    env: { HOME: home, XDG_CONFIG_HOME: join(home, '.config') },
  });
});
afterAll(async () => {
  await kiosk.close();
  await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function findExports(): Promise<readonly string[]> {
  const names = await readdir(home, { recursive: true });
  return names.filter((name) => name.includes('Exports/')).toSorted();
}

describe('the history page', () => {
  it('does not answer the page before the supervisor has signed in', async () => {
    await onScreen(kiosk.page, 'idle');
    const refused = await kiosk.page.evaluate(() => window.kiosk.invoke('history.retention', undefined));
    expect(refused).toMatchObject({ ok: false, failure: { code: 'supervisorNeeded' } });
  });

  it('lists a session that was given up, behind the PIN', async () => {
    const { page } = kiosk;
    await press(page, 'start');
    await onScreen(page, 'consent');
    await press(page, 'cancel');
    await onScreen(page, 'idle');
    await press(page, 'admin-open');
    for (const digit of PIN) await press(page, `pin-${digit}`);
    await press(page, 'pin-submit');
    await press(page, 'history-open');
    await page.getByTestId('screen-history').waitFor();
    await page.getByTestId('history-row').waitFor();
    expect(await page.getByTestId('history-row').count()).toBe(1);
    expect(await page.getByTestId('history-row').textContent()).toContain(
      catalogues.vi.history.screen.other.none,
    );
  });

  it('finds nothing for a result that did not happen', async () => {
    await kiosk.page.locator('select[name=outcome]').selectOption('approved');
    await press(kiosk.page, 'history-search');
    await kiosk.page.getByText(catalogues.vi.history.screen.none).waitFor();
    expect(await kiosk.page.getByTestId('history-row').count()).toBe(0);
    await kiosk.page.locator('select[name=outcome]').selectOption('');
    await press(kiosk.page, 'history-search');
    await kiosk.page.getByTestId('history-row').waitFor();
  });

  it('exports a table, and the journal so that it verifies with the station key', async () => {
    for (const format of ['csv', 'journal'] as const) {
      await press(kiosk.page, `export-${format}`);
      await kiosk.page
        .getByTestId('exported')
        .filter({ hasText: format === 'csv' ? 'sessions-' : 'journal-' })
        .waitFor();
    }
    const [journal = '', table = ''] = await findExports();
    expect(await readFile(join(home, table), 'utf8')).toContain('reference,teller,outcome');
    const keyPem = await readStationKey(kiosk.profileDir);
    const found = await verifyJournalFile({ path: join(home, journal), keyPem, headLines: [] });
    expect(found).toMatchObject({ verification: { isWhole: true, firstSeq: 1 } });
  });

  it('gives the head to paper and to the list; the exported journal fits both, and they are recorded', async () => {
    const { page } = kiosk;
    const words = catalogues.vi.history.screen.head;
    await press(page, 'head-print');
    await page.getByText(words.done.savedAsPdf).waitFor();
    const code = (await page.getByTestId('head-code').textContent()) ?? '';
    const names = await readdir(home, { recursive: true });
    const paper = names.find((name) => /journal-head-.*\.pdf$/.test(name)) ?? '';
    const [sealed = ''] = await readQrFromPrint(join(home, paper));
    await press(page, 'head-export');
    await page.getByText(words.done.exported).waitFor();
    await press(page, 'export-journal');
    await page.getByTestId('exported').filter({ hasText: 'journal-' }).waitFor();
    const journal = (await findExports()).findLast((name) => name.endsWith('.jsonl')) ?? '';
    const keyPem = await readStationKey(kiosk.profileDir);
    const found = await verifyJournalFile({ path: join(home, journal), keyPem, headLines: [code, sealed] });
    expect(found).toMatchObject({ verification: { isWhole: true, headsChecked: 3 } });
    expect(await readFile(join(home, journal), 'utf8')).toContain('\\"by\\":\\"pdf\\"');
    await press(page, 'history-close');
    await page.getByTestId('screen-admin').waitFor();
  });
});
