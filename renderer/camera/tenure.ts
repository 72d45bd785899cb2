import { createStore, type StoreApi } from 'zustand/vanilla';
import { failure } from '../../main/core/failure.ts';
import type { Role } from '../../main/core/session-shape.ts';
import type { KioskStore } from '../store/kiosk-store.ts';
import { closeOptions } from './camera-options.ts';
import { CAPTURE_OFF, type CaptureState } from './capture-state.ts';
import { closeCamera } from './open-camera.ts';

/** The one use of cameras at a time: what is open, for which role, and until when. */
export interface Tenure {
  readonly store: StoreApi<CaptureState>;
  readonly kiosk: KioskStore;
  /** Ends with the present use. */
  readonly signal: () => AbortSignal;
  /** Ends the present use, and begins one for this role. */
  readonly begin: (role: Role) => AbortSignal;
  /** Closes whatever is open. */
  readonly end: () => void;
  /** Tells main why a camera could not be used. */
  readonly fail: (role: Role, error: unknown) => void;
}

export function createTenure(kiosk: KioskStore): Tenure {
  const store = createStore<CaptureState>(() => CAPTURE_OFF);
  let present = new AbortController();

  const end = (): void => {
    present.abort();
    const { camera, options } = store.getState();
    if (camera !== null) closeCamera(camera);
    closeOptions(options);
    store.setState(CAPTURE_OFF);
  };

  return {
    store,
    kiosk,
    signal: () => present.signal,
    begin(role) {
      end();
      present = new AbortController();
      store.setState({ ...CAPTURE_OFF, phase: 'opening', role });
      return present.signal;
    },
    end,
    fail(role, error) {
      // Not only DOMExceptions: a constraint that no browser understands is a TypeError.
      const name = error instanceof Error ? error.name : 'unknown';
      void kiosk.sendIntent({ type: 'captureFailed', role, failure: failure('cameraFailed', name) });
    },
  };
}
