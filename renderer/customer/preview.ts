import { createStore } from 'zustand/vanilla';
import type { CustomerGuide, CustomerView } from '../../main/core/customer-view.ts';
import type { Size } from '../../main/core/framing.ts';
import { uprightSize } from '../camera/upright.ts';
import { openSmallCopy, type SmallCopy } from './small-copy.ts';

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

interface OpenPreview {
  readonly track: MediaStreamVideoTrack;
  readonly copy: SmallCopy;
}

export function createPreview(devices: Pick<MediaDevices, 'getUserMedia'> = navigator.mediaDevices): Preview {
  const store = createStore<MediaStream | null>(() => null);
  let wanted: string | null = null;
  let rate = FRAMES_PER_SECOND;
  let shown: OpenPreview | null = null;

  const show = (view: Pick<CustomerView, 'guide' | 'screen'> | null): void => {
    const guide = view?.guide ?? null;
    const key = guide === null ? null : `${guide.deviceId} ${guide.size.width}x${guide.size.height}`;
    rate = view?.screen === 'recording' ? RECORDING_FRAMES_PER_SECOND : FRAMES_PER_SECOND;
    if (key === wanted) return void (shown === null ? undefined : keepTo(rate, shown.track));
    wanted = key;
    shown?.copy.close();
    shown = null;
    store.setState(null, true);
    if (guide !== null) void open(guide, key);
  };

  const open = async (guide: CustomerGuide, key: string | null): Promise<void> => {
    try {
      const stream = await devices.getUserMedia({ audio: false, video: sameMode(guide) });
      const track = stream.getVideoTracks()[0];
      if (track === undefined) return;
      if (wanted !== key) return track.stop();
      shown = { track, copy: openSmallCopy(track, copySize(guide)) };
      store.setState(shown.copy.stream, true);
      await keepTo(rate, track);
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

/** The teller's page decides the camera's mode; here the same is asked, with fewer pictures. */
function sameMode({ deviceId, size, rotation }: CustomerGuide): MediaTrackConstraints {
  const { width, height } = uprightSize(size, rotation);
  return {
    deviceId: { exact: deviceId },
    width: { ideal: width },
    height: { ideal: height },
    frameRate: FRAMES_PER_SECOND,
  };
}

/** Of the whole picture, as the camera gives it: perhaps on its side. */
function copySize({ size, rotation, window }: CustomerGuide): Size {
  const scale = Math.min(1, SHOWN_WIDTH / Math.max(1, window.width));
  const { width, height } = uprightSize(size, rotation);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** Fewer pictures of the same stream; the camera itself and the teller's stream stay as they are. */
async function keepTo(framesPerSecond: number, track: MediaStreamVideoTrack): Promise<void> {
  if (track.getConstraints().frameRate === framesPerSecond) return;
  const { frameRate: _before, ...size } = track.getConstraints();
  await track.applyConstraints({ ...size, frameRate: framesPerSecond }).catch(() => undefined);
}
