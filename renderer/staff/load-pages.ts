import type { ComponentType } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AdminProps } from '../admin/frame.tsx';
import type { StationProps } from '../screens/station.tsx';
import type { HistoryProps } from '../ui/history-words.ts';

/** The pages only the staff open; they bring their texts along. */
export interface StaffPages {
  readonly SupervisorPage: ComponentType<AdminProps>;
  readonly HistoryPage: ComponentType<Omit<HistoryProps, 'text'>>;
  readonly StationPage: ComponentType<Omit<StationProps, 'text'>>;
}

interface StaffPagesView {
  /** Null until they are loaded. */
  readonly pages: StaffPages | null;
  /** Somebody asked for them, and they could not be had. */
  readonly isLost: boolean;
}

/** Keeps the staff's pages out of the start: a customer's welcome does not wait for them. */
export interface StaffPagesStore extends Pick<
  StoreApi<StaffPagesView>,
  'getState' | 'getInitialState' | 'subscribe'
> {
  /** Before anybody asks; that it failed is no matter until somebody does. */
  readonly preload: () => void;
  readonly ask: () => void;
}

export function createStaffPages(bring: () => Promise<StaffPages>): StaffPagesStore {
  const store = createStore<StaffPagesView>(() => ({ pages: null, isLost: false }));
  let loading: Promise<void> | null = null;

  const bringOnce = async (): Promise<void> => {
    try {
      const pages = await bring();
      store.setState({ pages, isLost: false });
    } catch (error) {
      loading = null;
      throw error;
    }
  };
  const load = (): Promise<void> => {
    loading ??= bringOnce();
    return loading;
  };
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    preload: () => void load().catch(() => undefined),
    // What was under way may have failed: once more.
    ask: () =>
      void load()
        .catch(load)
        .catch(() => store.setState({ isLost: true })),
  };
}
