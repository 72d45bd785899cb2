import { createStore } from 'zustand/vanilla';
import type { KioskStore } from './kiosk-store.ts';

/** An address of the card portrait as it will be sent, only while the review screen shows it. */
export interface PortraitStore {
  getState(): string | null;
  getInitialState(): string | null;
  subscribe(listener: (url: string | null, before: string | null) => void): () => void;
  follow(): () => void;
}

export function createPortraitStore(kiosk: KioskStore): PortraitStore {
  const store = createStore<string | null>(() => null);
  let wanted: string | null = null;

  const show = (url: string | null): void => {
    const shown = store.getState();
    if (shown !== null) URL.revokeObjectURL(shown);
    store.setState(url, true);
  };

  const load = async (sha256: string): Promise<void> => {
    const bytes = await kiosk.preview('card');
    if (wanted !== sha256 || bytes === null) return;
    show(URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' })));
  };

  const follow = (): (() => void) =>
    kiosk.subscribe(({ session }) => {
      const next = session?.name === 'review' ? (session.card?.sha256 ?? null) : null;
      if (next === wanted) return;
      wanted = next;
      show(null);
      if (next !== null) void load(next);
    });

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    follow,
  };
}
