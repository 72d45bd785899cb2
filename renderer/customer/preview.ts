import { createStore } from 'zustand/vanilla';
import type { CustomerGuide, CustomerView } from '../../main/core/customer-view.ts';

/** The face camera's picture in the customer's window: the same device, shared by Chromium, never recorded from here. */
export interface Preview {
  getState(): MediaStream | null;
  getInitialState(): MediaStream | null;
  subscribe(listener: (stream: MediaStream | null, before: MediaStream | null) => void): () => void;
  /** Opens the guide's camera, keeps it while the guide names the same one, and closes it when there is none. */
  show(view: Pick<CustomerView, 'guide' | 'screen'> | null): void;
}

/** The recorded part is shown about this wide: enough for a mirror, and little work beside a recording. */
const SHOWN_WIDTH = 640;
const FRAMES_PER_SECOND = 15;
/** While recording the frames of the recording come first. */
const RECORDING_FRAMES_PER_SECOND = 6;

export function createPreview(devices: Pick<MediaDevices, 'getUserMedia'> = navigator.mediaDevices): Preview {
  const store = createStore<MediaStream | null>(() => null);
  let wanted: string | null = null;
  let rate = FRAMES_PER_SECOND;

  const show = (view: Pick<CustomerView, 'guide' | 'screen'> | null): void => {
    const guide = view?.guide ?? null;
    const key = guide === null ? null : `${guide.deviceId} ${guide.size.width}x${guide.size.height}`;
    rate = view?.screen === 'recording' ? RECORDING_FRAMES_PER_SECOND : FRAMES_PER_SECOND;
    if (key === wanted) return void keepTo(rate, store.getState());
    wanted = key;
    stop(store.getState());
    store.setState(null, true);
    if (guide !== null) void open(guide, key);
  };

  const open = async (guide: CustomerGuide, key: string | null): Promise<void> => {
    try {
      const stream = await devices.getUserMedia({ audio: false, video: smallPicture(guide) });
      if (wanted !== key) return stop(stream);
      store.setState(stream, true);
      await keepTo(rate, stream);
    } catch (error) {
      // Words, oval and countdown are there without a picture too.
      console.info('no preview', error instanceof Error ? error.name : 'unknown');
    }
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    show,
  };
}

/** The teller's page decides the camera's mode; here its pictures are only made smaller and fewer. */
function smallPicture({ deviceId, size, rotation, window }: CustomerGuide): MediaTrackConstraints {
  const scale = Math.min(1, SHOWN_WIDTH / Math.max(1, window.width));
  const [across, down] = rotation === 0 ? [size.width, size.height] : [size.height, size.width];
  return {
    deviceId: { exact: deviceId },
    width: { ideal: Math.round(across * scale) },
    height: { ideal: Math.round(down * scale) },
    frameRate: FRAMES_PER_SECOND,
  };
}

/** Fewer pictures of the same stream; the camera itself and the teller's stream stay as they are. */
async function keepTo(framesPerSecond: number, stream: MediaStream | null): Promise<void> {
  const track = stream?.getVideoTracks()[0];
  if (track === undefined || track.getConstraints().frameRate === framesPerSecond) return;
  const { frameRate: _before, ...size } = track.getConstraints();
  await track.applyConstraints({ ...size, frameRate: framesPerSecond }).catch(() => undefined);
}

function stop(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
