import { describe, expect, it, vi } from 'vitest';
import { createStaffPages, type StaffPages } from '../../renderer/staff/load-pages.ts';

const none = (): null => null;
const some: StaffPages = { SupervisorPage: none, HistoryPage: none, StationPage: none };

/** Pages whose loading fails as often as said. */
function open(failures: number) {
  let left = failures;
  const bring = vi.fn((): Promise<StaffPages> => {
    left -= 1;
    return left >= 0 ? Promise.reject(new Error('no such file')) : Promise.resolve(some);
  });
  return { bring, store: createStaffPages(bring) };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the staff’s pages', () => {
  it('are not there at the start, and nobody has fetched them', () => {
    const { bring, store } = open(0);
    expect(store.getState()).toEqual({ pages: null, isLost: false });
    expect(bring).not.toHaveBeenCalled();
  });

  it('are fetched once, however often they are asked for', async () => {
    const { bring, store } = open(0);
    store.preload();
    store.ask();
    await settled();
    store.ask();
    await settled();
    expect(store.getState()).toEqual({ pages: some, isLost: false });
    expect(bring).toHaveBeenCalledTimes(1);
  });

  it('may fail before anybody asks: they are fetched again when somebody does', async () => {
    const { bring, store } = open(1);
    store.preload();
    await settled();
    expect(store.getState()).toEqual({ pages: null, isLost: false });
    store.ask();
    await settled();
    expect(store.getState().pages).toBe(some);
    expect(bring).toHaveBeenCalledTimes(2);
  });

  it('are fetched again too where somebody asks while they are failing', async () => {
    const { store } = open(1);
    store.preload();
    store.ask();
    await settled();
    expect(store.getState()).toEqual({ pages: some, isLost: false });
  });

  it('are lost when somebody asked and they cannot be had', async () => {
    const { bring, store } = open(2);
    store.ask();
    await settled();
    expect(store.getState()).toEqual({ pages: null, isLost: true });
    expect(bring).toHaveBeenCalledTimes(2);
  });
});
