import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invokeChannels, MAX_MEDIA_BYTES } from '../../main/core/contract.ts';
import { contractJunk } from '../support/contract-junk.ts';
import { onScreen } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';
import { ROOT } from '../support/setup-manifest.ts';

let kiosk: RunningKiosk;

beforeAll(async () => {
  kiosk = await launchKiosk({ args: ['--practice'], asOrdinaryUser: true });
  await onScreen(kiosk.page, 'idle');
});
afterAll(() => kiosk.close());

interface Answer {
  readonly ok: boolean;
  readonly failure?: { readonly code: string };
}

/** Knocks at the page's own door, past the store and its parsing. */
const knock = (calls: readonly { channel: string; input: unknown }[]): Promise<readonly Answer[]> =>
  kiosk.page.evaluate(
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
    const answers = await knock(junk);
    expect(answers).toHaveLength(junk.length);
    expect(new Set(answers.map(({ failure }) => failure?.code))).toEqual(new Set(['ipcRefused']));
    await onScreen(kiosk.page, 'idle');
  });

  it('refuses media that are too large, empty or delivered out of turn', async () => {
    const codes = await kiosk.page.evaluate(
      async (sizes) => {
        const door = Reflect.get(globalThis, 'kiosk') as {
          invoke(channel: string, input: unknown): Promise<Answer>;
        };
        const facts = { cameraLabel: '', widthPx: 1, heightPx: 1, framesPerSecond: 1, mimeType: '' };
        const deliver = (size: number): Promise<Answer> =>
          door.invoke('media.deliver', { role: 'face', bytes: new Uint8Array(size), facts });
        const answers = await Promise.all(sizes.map(deliver));
        return answers.map(({ failure }) => failure?.code);
      },
      [MAX_MEDIA_BYTES + 1, 0, 1000],
    );
    expect(codes).toEqual(['ipcRefused', 'ipcRefused', 'wrongState']);
  });

  it('does not pass on a channel that is not in the contract', async () => {
    await expect(knock([{ channel: 'shell.run', input: 'id' }])).rejects.toThrow('No such channel');
  });

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
