import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cameraFile } from '../fixtures/camera-files.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';
import { onScreen } from '../support/journey.ts';

let kiosk: RunningKiosk;

beforeAll(async () => {
  kiosk = await launchKiosk({ cameraFile: await cameraFile('desk'), args: ['--practice'] });
  await onScreen(kiosk.page, 'idle');
});
afterAll(() => kiosk.close());

const inPage = <T>(code: () => T | Promise<T>): Promise<T> => kiosk.page.evaluate(code);

describe('the page', () => {
  it('has nothing of Node or Electron', async () => {
    const found = await inPage(() =>
      ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
    );
    expect(found).toEqual([]);
  });

  it('has a door with two functions and no more', async () => {
    expect(
      await inPage(() => Object.keys((globalThis as unknown as { kiosk: object }).kiosk).toSorted()),
    ).toEqual(['invoke', 'on']);
  });

  it('is served by our own protocol with a policy from none', async () => {
    const policy = await inPage(async () =>
      (await fetch('app://kiosk/index.html')).headers.get('content-security-policy'),
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/'unsafe-inline'|'unsafe-eval'|https?:/);
    expect(kiosk.page.url()).toBe('app://kiosk/index.html');
  });

  it.each(['http://127.0.0.1:9/', 'https://example.com/', 'file:///etc/passwd', 'app://other/index.html'])(
    'cannot fetch %s',
    async (address) => {
      const reached = await kiosk.page.evaluate(
        (url) =>
          fetch(url).then(
            (answer) => answer.ok,
            () => false,
          ),
        address,
      );
      expect(reached).toBe(false);
    },
  );

  it.each(['../../main/index.js', '%2e%2e/main/index.js', '..%2f..%2fpackage.json'])(
    'cannot read %s',
    async (path) => {
      const status = await kiosk.page.evaluate(
        (tail) =>
          fetch(`app://kiosk/${tail}`).then(
            (answer) => answer.status,
            () => 404,
          ),
        path,
      );
      expect(status).toBe(404);
    },
  );

  it('leads nowhere: no navigation, no window', async () => {
    await inPage(() => {
      const link = document.createElement('a');
      link.href = 'https://example.com/';
      document.body.append(link);
      link.click();
      link.remove();
      return globalThis.open('https://example.com/') === null;
    }).then((refused) => expect(refused).toBe(true));
    expect(kiosk.page.url()).toBe('app://kiosk/index.html');
    expect(kiosk.app.windows()).toHaveLength(1);
  });

  it('gets the camera, but neither microphone, place nor screen', async () => {
    const outcomes = await inPage(async () => {
      const ask = (wish: MediaStreamConstraints): Promise<string> =>
        navigator.mediaDevices.getUserMedia(wish).then(
          (stream) => {
            for (const track of stream.getTracks()) track.stop();
            return 'granted';
          },
          (error: Error) => error.name,
        );
      return {
        camera: await ask({ video: true }),
        microphone: await ask({ audio: true }),
        both: await ask({ audio: true, video: true }),
        screen: await navigator.mediaDevices.getDisplayMedia({ video: true }).then(
          () => 'granted',
          (error: Error) => error.name,
        ),
        place: await new Promise<string>((resolve) => {
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            () => resolve('refused'),
          );
        }),
      };
    });
    expect(outcomes.camera).toBe('granted');
    expect([outcomes.microphone, outcomes.both, outcomes.screen, outcomes.place]).not.toContain('granted');
  });
});

describe('junk over the bridge', () => {
  const junk = [
    null,
    0,
    'x',
    [],
    {},
    { type: 'approve' },
    { role: 'face', bytes: 'text' },
    { type: 'start', language: 'xx' },
  ];

  it('is refused on every channel and changes nothing', async () => {
    const refused = await kiosk.page.evaluate(async (values) => {
      const door = (
        globalThis as unknown as {
          kiosk: { invoke(channel: string, input: unknown): Promise<{ ok: boolean }> };
        }
      ).kiosk;
      const channels = ['app.info', 'session.get', 'session.intent', 'media.deliver', 'media.preview'];
      const answers = await Promise.all(
        channels.flatMap((channel) => values.map((value) => door.invoke(channel, value))),
      );
      return answers.map(({ ok }) => ok);
    }, junk);
    expect(refused).toHaveLength(40);
    expect(refused.every((ok) => !ok)).toBe(true);
    await onScreen(kiosk.page, 'idle');
  });

  it('does not pass on a channel that is not in the contract', async () => {
    const outcome = await inPage(() => {
      const door = (
        globalThis as unknown as { kiosk: { invoke(channel: string, input: unknown): Promise<unknown> } }
      ).kiosk;
      return door.invoke('shell.run', 'id').then(
        () => 'passed',
        () => 'refused',
      );
    });
    expect(outcome).toBe('refused');
  });
});
