import type { RecordingSettings } from '../../main/core/recording-settings.ts';
import type { Box } from '../../main/core/framing.ts';
import type { KioskStore } from '../store/kiosk-store.ts';
import { lockFocus } from './camera-controls.ts';
import type { OpenCamera } from './open-camera.ts';
import { recordClip } from './record-clip.ts';
import { takeStill } from './take-still.ts';
import { tallyFrames } from './tally-frames.ts';
import { openWindowStream } from './window-stream.ts';

export interface Shot {
  readonly camera: OpenCamera;
  readonly window: Box;
  /** The picture is in the box; from here on it is only handed over. */
  readonly onTaken: () => void;
}

/** Records the window for the whole length and hands the clip to main. Rejects with a DOMException. */
export async function captureFace(
  kiosk: KioskStore,
  { camera, window, onTaken }: Shot,
  settings: RecordingSettings,
  signal: AbortSignal,
): Promise<void> {
  const recorded = openWindowStream(camera, window);
  try {
    const frames = tallyFrames(camera.track, recorded);
    const onStarted = (): void => {
      frames.start();
      performance.mark('recording-started');
      void kiosk.sendIntent({ type: 'recordingStarted' });
    };
    const onStopping = (): void => {
      frames.stop();
      // From here on the customer waits to hear whether it is good (test/bench/capture.ts).
      performance.mark('recording-stopped');
    };
    const pieces = sendPieces(kiosk, signal);
    const moments = { onStarted, onPiece: pieces.add, onStopping };
    const clip = await recordClip(recorded.stream, settings, moments, signal);
    onTaken();
    console.info('recorded', { ms: Math.round(clip.recordedMs), ...frames.read(), pieces: pieces.taken() });
    const accepted = await kiosk.deliver('face', clip.bytes, {
      cameraLabel: camera.label,
      widthPx: window.width,
      heightPx: window.height,
      framesPerSecond: camera.framesPerSecond,
      mimeType: clip.mimeType,
    });
    if (!accepted) throw new DOMException('main did not take the recording', 'RecorderFailed');
  } finally {
    recorded.close();
  }
}

/** Hands main the recording as it is being made, one piece after the other. */
function sendPieces(
  kiosk: KioskStore,
  signal: AbortSignal,
): { readonly add: (piece: Blob) => void; readonly taken: () => number } {
  let last: Promise<void> = Promise.resolve();
  let sent = 0;
  let taken = 0;
  return {
    add(piece) {
      if (piece.size === 0) return;
      last = last.then(async () => {
        const bytes = new Uint8Array(await piece.arrayBuffer());
        if (signal.aborted) return;
        if (await kiosk.addPiece(sent++, bytes)) taken += 1;
      });
    },
    taken: () => taken,
  };
}

/** Takes one whole picture of the card and hands it to main. Rejects with a DOMException. */
export async function captureCard(kiosk: KioskStore, { camera, onTaken }: Shot): Promise<void> {
  const scanning = await kiosk.sendIntent({ type: 'scanStarted' });
  if (!scanning) throw new DOMException('main was not ready for a scan', 'RecorderFailed');
  await lockFocus(camera.track);
  const still = await takeStill(camera);
  onTaken();
  const accepted = await kiosk.deliver('card', still.bytes, {
    cameraLabel: camera.label,
    widthPx: still.widthPx,
    heightPx: still.heightPx,
    framesPerSecond: camera.framesPerSecond,
    mimeType: 'image/jpeg',
  });
  if (!accepted) throw new DOMException('main did not take the picture', 'RecorderFailed');
}
