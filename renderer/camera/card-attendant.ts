import type { StoreApi } from 'zustand/vanilla';
import { mayTakeCard } from '../../main/core/card-guidance.ts';
import type { CaptureState } from './capture-state.ts';
import { watchCard } from './card-watch.ts';
import type { OpenCamera } from './open-camera.ts';

interface CardAttendance {
  readonly store: StoreApi<CaptureState>;
  readonly camera: OpenCamera;
  readonly signal: AbortSignal;
  readonly scan: () => void;
}

/** Watches the desk while its camera is open, and takes the picture once the card lies well. */
export async function attendCard({ store, camera, signal, scan }: CardAttendance): Promise<void> {
  try {
    await watchCard({
      camera,
      signal,
      onLook: (cardGuidance) => {
        if (signal.aborted || store.getState().phase !== 'live') return;
        store.setState({ cardGuidance });
        if (mayTakeCard(cardGuidance)) scan();
      },
    });
  } catch (error) {
    // Without guidance the teller takes the picture by hand.
    if (!signal.aborted)
      console.error('card guidance stopped', error instanceof Error ? error.message : 'unknown');
  }
}
