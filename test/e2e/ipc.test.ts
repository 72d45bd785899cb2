import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audienceOf, invokeChannels, type Audience } from '../../main/core/channels.ts';
import { MAX_MEDIA_BYTES, MAX_PIECE_BYTES } from '../../main/core/contract.ts';
import { contractJunk } from '../support/contract-junk.ts';
import type { Page } from 'playwright';
import { customerPage } from '../support/customer-page.ts';
import { startDisplays, type Displays } from '../support/displays.ts';
import { beHostile } from '../support/hostile-page.ts';
import { onScreen } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';
import { ROOT } from '../support/setup-manifest.ts';
import { readTruth } from '../support/station-truth.ts';

let displays: Displays;
let kiosk: RunningKiosk;
let customer: Page;

beforeAll(async () => {
  displays = await startDisplays();
  await displays.plug(2);
  kiosk = await launchKiosk({ args: ['--practice'], asOrdinaryUser: true, env: displays.env });
  await onScreen(kiosk.page, 'idle');
  customer = await customerPage(kiosk);
});
afterAll(async () => {
  await kiosk.close();
  await displays.close();
});

const pageOf = (who: Audience): Page => (who === 'customer' ? customer : kiosk.page);

interface Answer {
  readonly ok: boolean;
  readonly failure?: { readonly code: string };
}

/** Knocks at a page's own door, past the store and its parsing. */
const knock = (
  calls: readonly { channel: string; input: unknown }[],
  who: Audience = 'teller',
): Promise<readonly Answer[]> =>
  pageOf(who).evaluate(
    (all) =>
      Promise.all(
        all.map(({ channel, input }) => {
          const door = Reflect.get(globalThis, 'kiosk') as {
            invoke(channel: string, input: unknown): Promise<Answer>;
          };
          return door.invoke(channel, input);
        }),
      ),
    calls,
  );

describe('the one door between page and main', () => {
  it('refuses junk on every channel by name, and nothing moves', async () => {
    const junk = contractJunk();
    for (const channel of invokeChannels)
      expect(junk.filter((row) => row.channel === channel).length).toBeGreaterThan(15);
    for (const who of ['teller', 'customer'] as const) {
      const rows = junk.filter(({ channel }) => audienceOf(channel) === who);
      const answers = await knock(rows, who);
      expect(answers).toHaveLength(rows.length);
      expect(new Set(answers.map(({ failure }) => failure?.code))).toEqual(new Set(['ipcRefused']));
    }
    await onScreen(kiosk.page, 'idle');
  });

  it('outlives a page taken over by somebody: rubbish, spoiled and right inputs at random, of which nothing comes', async () => {
    // A fresh station lets anybody choose the first PIN, who is then the supervisor: here one came before the page.
    await knock([{ channel: 'admin.do', input: { type: 'choosePin', pin: '739164205' } }]);
    await knock([{ channel: 'admin.do', input: { type: 'lock' } }]);
    const reports = [
      await beHostile(kiosk.page, { seed: 1, count: 600 }),
      await beHostile(customer, { seed: 2, count: 60, who: 'customer' }),
    ];
    for (const { internal, hung, malformed, asked } of reports) {
      expect({ internal, hung, malformed }).toEqual({ internal: [], hung: [], malformed: [] });
      expect(asked).toBeGreaterThan(20);
    }
    const states = reports.flatMap((report) => report.states);
    const codes = reports.flatMap((report) => Object.keys(report.codes));
    expect(codes).toEqual(expect.arrayContaining(['ok', 'ipcRefused', 'wrongState']));
    for (const state of ['review', 'sending', 'verdict']) expect(states).not.toContain(state);
    await knock([{ channel: 'session.intent', input: { type: 'cancel' } }]);
    await onScreen(kiosk.page, 'idle');
    const { records, calls } = await readTruth(kiosk.profileDir);
    expect(calls).toEqual([]);
    expect(records.map(({ type }) => type)).toContain('sessionStarted');
    expect(records.map(({ type }) => type)).not.toContain('sendStarted');
  });

  it('refuses media, and pieces of them, that are too large, empty or delivered out of turn', async () => {
    const codes = await kiosk.page.evaluate(
      async (sizes) => {
        const door = Reflect.get(globalThis, 'kiosk') as {
          invoke(channel: string, input: unknown): Promise<Answer>;
        };
        const facts = { cameraLabel: '', widthPx: 1, heightPx: 1, framesPerSecond: 1, mimeType: '' };
        const deliver = (size: number): Promise<Answer> =>
          door.invoke('media.deliver', { role: 'face', bytes: new Uint8Array(size), facts });
        const piece = (size: number): Promise<Answer> =>
          door.invoke('media.piece', { index: 0, bytes: new Uint8Array(size) });
        const answers = await Promise.all([...sizes.whole.map(deliver), ...sizes.piece.map(piece)]);
        return answers.map(({ failure }) => failure?.code);
      },
      { whole: [MAX_MEDIA_BYTES + 1, 0, 1000], piece: [MAX_PIECE_BYTES + 1, 0, 1000] },
    );
    const expected = ['ipcRefused', 'ipcRefused', 'wrongState'];
    expect(codes).toEqual([...expected, ...expected]);
  });

  it('does not pass on a channel that is not in the contract', async () => {
    await expect(knock([{ channel: 'shell.run', input: 'id' }])).rejects.toThrow('No such channel');
  });

  it.each(invokeChannels)(
    'gives %s to one of the two windows only, in the preload and again in main',
    async (channel) => {
      const other: Audience = audienceOf(channel) === 'teller' ? 'customer' : 'teller';
      await expect(knock([{ channel, input: undefined }], other)).rejects.toThrow('No such channel');
      // Past the preload, as a page would speak whose preload was replaced.
      const answer = await kiosk.app.evaluate(
        async ({ BrowserWindow, ipcMain }, { name, address }) => {
          const window = BrowserWindow.getAllWindows().find(
            ({ webContents }) => webContents.getURL() === address,
          );
          const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, (event: object) => unknown>;
          const handle = handlers.get(name);
          if (window === undefined || handle === undefined) return 'nobody there';
          return handle({ senderFrame: window.webContents.mainFrame });
        },
        { name: channel, address: pageOf(other).url() },
      );
      expect(answer).toMatchObject({ ok: false, failure: { code: 'ipcRefused', detail: 'sender' } });
    },
  );

  it('does not listen to another window, even one with the same preload', async () => {
    const answer = await kiosk.app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const [own] = BrowserWindow.getAllWindows();
        const stranger = new BrowserWindow({
          show: false,
          webPreferences: {
            sandbox: true,
            session: own?.webContents.session,
            preload,
          },
        });
        await stranger.loadURL('app://kiosk/index.html');
        const said: unknown = await stranger.webContents.executeJavaScript(
          'window.kiosk.invoke("session.get", undefined)',
        );
        stranger.destroy();
        return said;
      },
      join(ROOT, 'out/preload/index.cjs'),
    );
    expect(answer).toMatchObject({ ok: false, failure: { code: 'ipcRefused', detail: 'sender' } });
  });
});
