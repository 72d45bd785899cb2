import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cameraFile } from '../fixtures/camera-files.ts';
import { onScreen } from '../support/journey.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';

let kiosk: RunningKiosk;

beforeAll(async () => {
  kiosk = await launchKiosk({
    cameraFile: await cameraFile('desk'),
    args: ['--practice'],
    asOrdinaryUser: true,
  });
  await onScreen(kiosk.page, 'idle');
});
afterAll(() => kiosk.close());

const inPage = <T>(code: () => T | Promise<T>): Promise<T> => kiosk.page.evaluate(code);

describe('devices', () => {
  it('gets the camera, but neither microphone, place nor screen', async () => {
    const outcomes = await inPage(async () => {
      const said = <T>(asked: Promise<T>): Promise<string> =>
        asked.then(
          () => 'granted',
          (error: Error) => error.name,
        );
      const media = navigator.mediaDevices;
      return {
        camera: await said(media.getUserMedia({ video: true })),
        microphone: await said(media.getUserMedia({ audio: true })),
        both: await said(media.getUserMedia({ audio: true, video: true })),
        screen: await said(media.getDisplayMedia({ video: true })),
        place: await said(
          new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        ),
        clipboard: await said(navigator.clipboard.readText()),
        notes: await said(
          Notification.requestPermission().then((word) =>
            word === 'granted' ? 1 : Promise.reject(new Error(word)),
          ),
        ),
        midi: await said(navigator.requestMIDIAccess({ sysex: true })),
      };
    });
    const { camera, ...others } = outcomes;
    expect(camera).toBe('granted');
    expect(Object.entries(others).filter(([, outcome]) => outcome === 'granted')).toEqual([]);
  });

  it.each(['usb', 'hid', 'serial', 'bluetooth'])('gets no %s device', async (bus) => {
    const outcome = await kiosk.page.evaluate(async (name) => {
      const api: unknown = Reflect.get(navigator, name);
      if (typeof api !== 'object' || api === null) return 'absent';
      const ask: unknown = Reflect.get(api, name === 'serial' ? 'requestPort' : 'requestDevice');
      if (typeof ask !== 'function') return 'absent';
      const wish = name === 'bluetooth' ? { acceptAllDevices: true } : { filters: [] };
      const asked = Promise.resolve(Reflect.apply(ask, api, [wish])).then(
        (found: unknown) => (Array.isArray(found) && found.length === 0 ? 'none' : 'granted'),
        () => 'refused',
      );
      return Promise.race([asked, new Promise<string>((done) => setTimeout(() => done('no answer'), 2000))]);
    }, bus);
    expect(outcome).not.toBe('granted');
  });
});
