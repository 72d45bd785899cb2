import { captureCard, captureFace } from './capture.ts';
import type { Tenure } from './tenure.ts';

/** Takes what the open camera is for: the recording of the face, the picture of the card. */
export interface Takes {
  /** Nothing happens unless a camera is live. */
  readonly capture: () => void;
  /** Drops a recording that is going wrong; the camera stays open and no try is spent. */
  readonly startOver: () => void;
  /** Has main take the card's picture from a file; no camera is used meanwhile. */
  readonly pickFile: () => Promise<void>;
}

export function createTakes(tenure: Tenure): Takes {
  const { store, kiosk } = tenure;
  /** Ends with the take in progress. */
  let take = new AbortController();

  const capture = (): void => {
    const { phase, role, camera, window } = store.getState();
    const { info } = kiosk.getState();
    if (phase !== 'live' || role === null || camera === null || window === null || info === null) return;
    take = new AbortController();
    const signal = AbortSignal.any([take.signal, tenure.signal()]);
    store.setState({ phase: 'capturing', countdownSinceMs: null });
    const onTaken = (): void => {
      if (!signal.aborted) store.setState({ phase: 'delivering' });
    };
    const shot = { camera, window, onTaken };
    const job = role === 'face' ? captureFace(kiosk, shot, info.recording, signal) : captureCard(kiosk, shot);
    job.catch((error: unknown) => {
      if (!signal.aborted) tenure.fail(role, error);
    });
  };

  return {
    capture,
    startOver() {
      take.abort();
      store.setState({ phase: 'live', countdownSinceMs: null });
      void kiosk.sendIntent({ type: 'recordingStopped' });
    },
    async pickFile() {
      const { role, phase } = store.getState();
      if (kiosk.getState().info?.card.camera === false) return pickWithoutCamera(tenure);
      if (role !== 'card' || phase !== 'live') return;
      const signal = tenure.signal();
      // Otherwise the camera could take the card by itself behind the dialog.
      store.setState({ phase: 'capturing', fileFailure: null });
      const fileFailure = await kiosk.pickCard();
      if (!signal.aborted && kiosk.getState().session?.name === 'card.ready')
        store.setState({ phase: 'live', fileFailure });
    },
  };
}

/** A station without a document camera: nothing is open that could take the card meanwhile. */
async function pickWithoutCamera({ store, kiosk }: Tenure): Promise<void> {
  store.setState({ fileFailure: null });
  const fileFailure = await kiosk.pickCard();
  if (kiosk.getState().session?.name === 'card.ready') store.setState({ fileFailure });
}
