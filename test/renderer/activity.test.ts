import { afterEach, expect, it, vi } from 'vitest';
import type { KioskStore } from '../../renderer/store/kiosk-store.ts';
import { watchActivity } from '../../renderer/store/activity.ts';

afterEach(() => vi.unstubAllGlobals());

it('the first touch is told at once and the next after five seconds of uptime, whatever the clock says', () => {
  const window = new EventTarget();
  vi.stubGlobal('window', window);
  const told: unknown[] = [];
  const kiosk = {
    getState: () => ({ session: { name: 'review' } }),
    sendIntent: (intent: unknown) => void told.push(intent),
  } as unknown as KioskStore;
  let uptimeMs = 10;
  const stop = watchActivity(kiosk, () => uptimeMs);
  const touch = (): void => void window.dispatchEvent(new Event('pointerdown'));
  touch();
  vi.setSystemTime(0);
  uptimeMs += 4999;
  touch();
  expect(told).toHaveLength(1);
  uptimeMs += 1;
  touch();
  expect(told).toEqual([{ type: 'activity' }, { type: 'activity' }]);
  stop();
  uptimeMs += 10_000;
  touch();
  expect(told).toHaveLength(2);
  vi.useRealTimers();
});
