import { createStore } from 'zustand/vanilla';
import type { KioskStore } from './kiosk-store.ts';

/** The card's portrait as it will be sent, a JPEG, only while the review screen shows it. */
export interface PortraitStore {
  getState(): Blob | null;
  getInitialState(): Blob | null;
  subscribe(listener: (content: Blob | null, before: Blob | null) => void): () => void;
  follow(): () => void;
}

export function createPortraitStore(kiosk: KioskStore): PortraitStore {
  const store = createStore<Blob | null>(() => null);
  let wanted: string | null = null;

  const load = async (sha256: string): Promise<void> => {
    const bytes = await kiosk.preview('card');
    if (wanted !== sha256 || bytes === null) return;
    store.setState(new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), true);
  };

  const follow = (): (() => void) =>
    kiosk.subscribe(({ session }) => {
      const next = session?.name === 'review' ? (session.card?.sha256 ?? null) : null;
      if (next === wanted) return;
      wanted = next;
      store.setState(null, true);
      if (next !== null) void load(next);
    });

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    follow,
  };
}
