import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { onScreen, press } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';

const PIN = '730194';
let folder: string;
let kiosk: RunningKiosk;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-policy-'));
  const file = join(folder, 'policy.json');
  await writeFile(file, JSON.stringify({ stationId: 'branch 7', service: { basUrl: 'https://x.example' } }));
  kiosk = await launchKiosk({ args: ['--practice', `--policy=${file}`] });
  await onScreen(kiosk.page, 'idle');
});
afterAll(async () => {
  await kiosk.close();
  await rm(folder, { recursive: true, force: true });
});

const ask = (channel: string, input: unknown): Promise<string | undefined> =>
  kiosk.page.evaluate(
    async ([name, value]) => {
      const door = Reflect.get(globalThis, 'kiosk') as {
        invoke(channel: unknown, input: unknown): Promise<{ failure?: { code: string } }>;
      };
      return (await door.invoke(name, value)).failure?.code;
    },
    [channel, input],
  );

describe('a station whose policy has a misspelt key', () => {
  it('serves nobody, whatever the page asks, and says so at welcome', async () => {
    await kiosk.page.getByTestId('closed').waitFor();
    expect(await kiosk.page.getByTestId('start').isDisabled()).toBe(true);
    expect(await ask('session.intent', { type: 'start', language: 'vi' })).toBe('policyInvalid');
    expect(await ask('session.intent', { type: 'openParked', reference: 'K7QM-2XTA-9P' })).toBe(
      'policyInvalid',
    );
    await onScreen(kiosk.page, 'idle');
  });

  it('shows the policy to the supervisor alone, with the key at fault by name', async () => {
    expect(await ask('policy.get', undefined)).toBe('supervisorNeeded');
    await press(kiosk.page, 'admin-open');
    for (const digit of PIN.split('')) await press(kiosk.page, `pin-${digit}`);
    await press(kiosk.page, 'pin-submit');
    const part = kiosk.page.getByTestId('policy');
    await part.waitFor();
    expect(await part.innerText()).toContain('service.basUrl');
    await part.locator('summary').click();
    const row = part.locator('tr', { hasText: 'stationId' });
    expect(await row.innerText()).toMatch(/"branch 7"/);
    // Every setting says who decided it.
    const { machine, default: fallback } = catalogues.vi.policy.origins;
    expect(await row.innerText()).toContain(machine);
    const origins = await part.locator('tbody tr td:last-child').allInnerTexts();
    expect(origins.length).toBeGreaterThan(60);
    expect(origins.filter((origin) => origin !== machine && origin !== fallback)).toEqual([]);
    const shot = process.env['KIOSK_SHOTS'];
    if (shot !== undefined) await part.screenshot({ path: join(shot, 'policy.png') });
  });
});
