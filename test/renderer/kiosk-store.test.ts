import { describe, expect, it } from 'vitest';
import type { KioskBridge } from '../../main/core/channels.ts';
import { connectMain } from '../../renderer/bridge.ts';
import { createKioskStore } from '../../renderer/store/kiosk-store.ts';
import { sampleInfo, sampleSessions } from './sample-sessions.ts';

const sessions = sampleSessions('vi', 'practice');

interface FakeBridge extends KioskBridge {
  push(payload: unknown): void;
  readonly asked: string[];
}

function fakeBridge(answers: Readonly<Record<string, unknown>>): FakeBridge {
  const listeners = new Set<(payload: unknown) => void>();
  const asked: string[] = [];
  return {
    asked,
    invoke: (channel) => {
      asked.push(channel);
      return Promise.resolve(answers[channel]);
    },
    on: (_channel, listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    push: (payload) => listeners.forEach((listener) => listener(payload)),
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('kiosk store', () => {
  it('mirrors what main says and nothing else', async () => {
    const bridge = fakeBridge({
      'app.info': { ok: true, value: sampleInfo('practice') },
      'session.get': { ok: true, value: sessions['idle'] },
    });
    const store = createKioskStore(connectMain(bridge));
    store.connect();
    await settled();
    expect(store.getState().session?.name).toBe('idle');
    bridge.push(sessions['consent']);
    expect(store.getState().session?.name).toBe('consent');
    bridge.push({ name: 'verdict', verdict: 'approved' });
    expect(store.getState().session?.name).toBe('consent');
  });

  it('keeps a push that came before the first answer', async () => {
    const bridge = fakeBridge({
      'app.info': { ok: true, value: sampleInfo('live') },
      'session.get': { ok: true, value: sessions['idle'] },
    });
    const store = createKioskStore(connectMain(bridge));
    store.connect();
    bridge.push(sessions['review']);
    await settled();
    expect(store.getState().session?.name).toBe('review');
  });

  it('keeps a refusal until the session moves on', async () => {
    const bridge = fakeBridge({ 'session.intent': { ok: false, failure: { code: 'wrongState' } } });
    const store = createKioskStore(connectMain(bridge));
    store.connect();
    expect(await store.sendIntent({ type: 'submit' })).toBe(false);
    expect(store.getState().refusal?.code).toBe('wrongState');
    bridge.push(sessions['idle']);
    expect(store.getState().refusal).toBeNull();
  });

  it('refuses a malformed answer by name instead of believing it', async () => {
    const bridge = fakeBridge({ 'session.intent': { ok: true, value: { name: 'verdict' } } });
    const store = createKioskStore(connectMain(bridge));
    expect(await store.sendIntent({ type: 'submit' })).toBe(false);
    expect(store.getState().refusal?.code).toBe('ipcRefused');
  });

  it('does not ask main for what the contract does not allow', async () => {
    const bridge = fakeBridge({});
    const store = createKioskStore(connectMain(bridge));
    const facts = { cameraLabel: 'c', widthPx: 1, heightPx: 1, framesPerSecond: 30, mimeType: 'video/mp4' };
    expect(await store.deliver('face', new Uint8Array(0), facts)).toBe(false);
    expect(bridge.asked).toEqual([]);
  });
});
