import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { KioskState } from '../../renderer/store/kiosk-store.ts';
import { whenKnown } from '../../renderer/store/when-known.ts';
import { sampleInfo, sampleSessions } from './sample-sessions.ts';

const info = sampleInfo('practice');
const session = sampleSessions('vi', 'practice').idle;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function open() {
  const store = createStore<KioskState>(() => ({ session: null, info: null, refusal: null }));
  const draw = vi.fn();
  whenKnown(store, draw);
  return { store, draw };
}

describe('what the page draws first', () => {
  it('waits for both of main’s answers and is drawn once', () => {
    const { store, draw } = open();
    store.setState({ info });
    expect(draw).not.toHaveBeenCalled();
    store.setState({ session });
    expect(draw).toHaveBeenCalledTimes(1);
    store.setState({ session: { ...session } });
    vi.runAllTimers();
    expect(draw).toHaveBeenCalledTimes(1);
  });

  it('is drawn without them after a moment, so that a station that opens slowly says so', () => {
    const { store, draw } = open();
    vi.advanceTimersByTime(99);
    expect(draw).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(draw).toHaveBeenCalledTimes(1);
    store.setState({ info, session });
    expect(draw).toHaveBeenCalledTimes(1);
  });
});
