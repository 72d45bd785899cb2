import { createStore } from 'zustand/vanilla';
import type { Appearance } from '../../main/core/appearance.ts';
import { dressPage } from './dress-page.ts';
import type { KioskStore } from './kiosk-store.ts';

/** How the page looks now: the policy's theme, the system's wish, and what this customer asked for. */
export interface LookStore {
  getState(): boolean;
  getInitialState(): boolean;
  subscribe(listener: (isContrasty: boolean, before: boolean) => void): () => void;
  /** Puts the look on the page and follows policy, system and session until the returned function is called. */
  follow(root: HTMLElement): () => void;
  /** More contrast, or the station's own look again, for this customer. */
  readonly toggle: () => void;
}

/** The store's value: whether the page shows more contrast. */
export function createLookStore(kiosk: KioskStore): LookStore {
  const wish = window.matchMedia('(prefers-contrast: more)');
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  let asked: boolean | null = null;
  const store = createStore<boolean>(() => false);

  const station = (): boolean => wish.matches || appearanceNow(kiosk)?.theme === 'highContrast';
  const refresh = (): void => store.setState(asked ?? station(), true);

  const follow = (root: HTMLElement): (() => void) => {
    const show = (): void => {
      refresh();
      dressPage(root, appearanceNow(kiosk), store.getState(), dark.matches);
    };
    const stopKiosk = kiosk.subscribe(({ session }, before) => {
      // The next customer meets the station as it is.
      if (session?.name === 'wiping' && before.session?.name !== 'wiping') asked = null;
      show();
    });
    const stopStore = store.subscribe(show);
    wish.addEventListener('change', show);
    dark.addEventListener('change', show);
    show();
    return () => {
      stopKiosk();
      stopStore();
      wish.removeEventListener('change', show);
      dark.removeEventListener('change', show);
    };
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    follow,
    toggle: () => {
      asked = !store.getState();
      refresh();
    },
  };
}

const appearanceNow = (kiosk: KioskStore): Appearance | null => kiosk.getState().info?.appearance ?? null;
