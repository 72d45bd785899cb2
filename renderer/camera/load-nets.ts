import type { KioskStore } from '../store/kiosk-store.ts';
import type { PageNets } from './face-nets.ts';

export interface FaceNetsKeeper {
  /** The networks, loaded when first wanted; null where they cannot run, then nobody is guided. */
  readonly load: () => Promise<PageNets | null>;
  /** Has them ready before a customer reaches the camera, and gives their memory back when none has come for a while. */
  readonly follow: () => void;
}

/** The station has been at welcome for this long, ms: the next customer is not waiting. */
const REST_MS = 120_000;

export function keepFaceNets(kiosk: KioskStore): FaceNetsKeeper {
  let loading: Promise<PageNets | null> | null = null;
  let resting = 0;

  const load = (): Promise<PageNets | null> => {
    window.clearTimeout(resting);
    loading ??= tryToLoad();
    return loading;
  };
  const rest = (): void => {
    const had = loading;
    loading = null;
    void had?.then((nets) => nets?.end());
  };
  return {
    load,
    follow() {
      kiosk.subscribe(({ session }, before) => {
        if (session === null || session.name === before.session?.name) return;
        window.clearTimeout(resting);
        if (session.name === 'idle') resting = window.setTimeout(rest, REST_MS);
        else void load();
      });
    },
  };
}

async function tryToLoad(): Promise<PageNets | null> {
  try {
    const { loadPageNets } = await import('./face-nets.ts');
    return await loadPageNets();
  } catch (error) {
    console.error('no face engine', error instanceof Error ? error.message : 'unknown');
    return null;
  }
}
