import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cameraPolicySchema } from '../../main/core/camera-policy.ts';
import type { CameraChoices } from '../../main/core/cameras.ts';
import { NO_CHOICES } from '../../main/core/cameras.ts';
import type { Intent, Session } from '../../main/core/session-shape.ts';
import { createCaptureDirector } from '../../renderer/camera/capture-director.ts';
import type { KioskState, KioskStore } from '../../renderer/store/kiosk-store.ts';
import { GET_USER_MEDIA_ERRORS } from './camera-errors.ts';
import { sampleInfo, sampleSessions } from './sample-sessions.ts';

const looks = sampleSessions('vi', 'practice');

function session(look: string): Session {
  const found = looks[look];
  if (found === undefined) throw new Error(`no look ${look}`);
  return found;
}

class FakeTrack extends EventTarget {
  readonly label: string;
  readonly deviceId: string;
  stopped = false;
  effects: object = {};
  constructor(deviceId: string, label: string) {
    super();
    this.deviceId = deviceId;
    this.label = label;
  }
  stop(): void {
    this.stopped = true;
  }
  getCapabilities(): object {
    return { zoom: { min: 1, max: 4, step: 0.5 }, focusDistance: { min: 0, max: 0, step: 1 } };
  }
  getSettings(): MediaTrackSettings {
    return { deviceId: this.deviceId, width: 1920, height: 1080, frameRate: 30, ...this.effects };
  }
}

interface FakeDevice {
  readonly deviceId: string;
  readonly label: string;
}

/** The browser's cameras: what is plugged in, what was asked for, which error comes. */
function fakeCameras(plugged: FakeDevice[]) {
  const tracks: FakeTrack[] = [];
  const asked: MediaTrackConstraints[] = [];
  const devices = new EventTarget();
  const state: { error: string | null; plugged: FakeDevice[]; effects: object } = {
    error: null,
    plugged,
    effects: {},
  };
  const mediaDevices = Object.assign(devices, {
    enumerateDevices: () => Promise.resolve(state.plugged.map((one) => ({ ...one, kind: 'videoinput' }))),
    getUserMedia: ({ video }: { readonly video: MediaTrackConstraints }) => {
      asked.push(video);
      if (state.error === 'TypeError') return Promise.reject(new TypeError('refused'));
      if (state.error !== null) return Promise.reject(new DOMException('refused', state.error));
      const wanted = video.deviceId;
      const id = typeof wanted === 'object' && 'exact' in wanted ? wanted.exact : undefined;
      const found = state.plugged.find(({ deviceId }) => deviceId === id) ?? state.plugged[0];
      const track = new FakeTrack(found?.deviceId ?? '', found?.label ?? '');
      track.effects = state.effects;
      tracks.push(track);
      return Promise.resolve({ getVideoTracks: () => [track], getTracks: () => [track] });
    },
  });
  vi.stubGlobal('navigator', { mediaDevices });
  return { tracks, asked, state, plug: () => devices.dispatchEvent(new Event('devicechange')) };
}

function fakeKiosk(remembered: CameraChoices = NO_CHOICES, policy: object = {}) {
  const listeners = new Set<(state: KioskState, before: KioskState) => void>();
  const intents: Intent[] = [];
  let choices = remembered;
  let state: KioskState = {
    session: null,
    info: { ...sampleInfo('practice'), cameras: cameraPolicySchema.parse(policy) },
    refusal: null,
  };
  const store: KioskStore = {
    getState: () => state,
    getInitialState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    connect: () => () => undefined,
    sendIntent: (intent) => {
      intents.push(intent);
      return Promise.resolve(true);
    },
    addPiece: () => Promise.resolve(true),
    deliver: () => Promise.resolve(true),
    pickCard: () => Promise.resolve(null),
    preview: () => Promise.resolve(null),
    cameras: () => Promise.resolve(choices),
    guideCustomer: () => Promise.resolve(),
    chooseCamera: (role, choice) => {
      choices = { ...choices, [role]: choice };
      return Promise.resolve();
    },
  };
  const show = async (look: string): Promise<void> => {
    const before = state;
    state = { ...state, session: session(look) };
    for (const listener of listeners) listener(state, before);
    await settled();
  };
  return { store, intents, show };
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

const brio = { deviceId: 'a', label: 'Logitech BRIO' };
const elmo = { deviceId: 'b', label: 'ELMO MX-P2' };

function start(plugged: FakeDevice[], remembered?: CameraChoices, policy?: object) {
  const cameras = fakeCameras(plugged);
  const kiosk = fakeKiosk(remembered, policy);
  const director = createCaptureDirector(kiosk.store, () => Promise.resolve(null));
  director.follow();
  return { cameras, kiosk, director };
}

beforeEach(() => {
  vi.stubGlobal('window', { setTimeout: () => 0 });
  vi.stubGlobal('document', {
    createElement: () => ({ play: () => Promise.reject(new Error('no picture in this test')) }),
  });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('capture director', () => {
  it('opens the camera of a role, keeps it while recording and stops it when the role is left', async () => {
    const { cameras, kiosk, director } = start([brio]);
    await kiosk.show('face-ready');
    expect(director.getState().phase).toBe('live');
    await kiosk.show('face-recording');
    expect(cameras.tracks).toHaveLength(1);
    await kiosk.show('face-checking');
    expect(cameras.tracks[0]?.stopped).toBe(true);
    expect(director.getState().phase).toBe('off');
  });

  it('opens anew for the card: the same device may show another picture', async () => {
    const { cameras, kiosk } = start([brio]);
    await kiosk.show('face-ready');
    await kiosk.show('card-ready');
    expect(cameras.tracks.map(({ stopped }) => stopped)).toEqual([true, false]);
  });

  it('never asks for sound and asks for the widest picture', async () => {
    const { cameras, kiosk } = start([brio]);
    await kiosk.show('face-ready');
    expect(cameras.asked[0]).toMatchObject({
      resizeMode: 'none',
      width: { ideal: 3840 },
      frameRate: { min: 25 },
    });
  });

  it.each(GET_USER_MEDIA_ERRORS)('tells main of %s by name', async (name) => {
    const { cameras, kiosk } = start([brio]);
    cameras.state.error = name;
    await kiosk.show('face-ready');
    expect(kiosk.intents).toEqual([
      { type: 'captureFailed', role: 'face', failure: { code: 'cameraFailed', detail: name } },
    ]);
  });

  it('takes a weaker picture before it gives up on a camera', async () => {
    const { cameras, kiosk } = start([brio]);
    cameras.state.error = 'OverconstrainedError';
    await kiosk.show('face-ready');
    expect(cameras.asked).toHaveLength(3);
  });

  it('says that no camera is there', async () => {
    const { kiosk } = start([]);
    await kiosk.show('card-ready');
    expect(kiosk.intents).toEqual([
      { type: 'captureFailed', role: 'card', failure: { code: 'cameraFailed', detail: 'NotFoundError' } },
    ]);
  });

  it('notices an unplugged camera and goes on when one is plugged in', async () => {
    const { cameras, kiosk } = start([brio]);
    await kiosk.show('face-ready');
    cameras.tracks[0]?.dispatchEvent(new Event('ended'));
    expect(kiosk.intents.at(-1)).toMatchObject({ failure: { detail: 'TrackEnded' } });
    const lost = looks['retake-camera'];
    if (lost?.retake === null || lost === undefined) throw new Error('no camera look');
    const failure = { code: 'cameraFailed', detail: 'TrackEnded' } as const;
    Object.assign(looks, { lost: { ...lost, retake: { ...lost.retake, failure } } });
    await kiosk.show('lost');
    cameras.plug();
    await settled();
    expect(kiosk.intents.at(-1)).toEqual({ type: 'continue' });
  });

  it('asks which camera when there are several, remembers the answer and opens exactly that one', async () => {
    const { cameras, kiosk, director } = start([brio, elmo]);
    await kiosk.show('card-ready');
    expect(director.getState().phase).toBe('choosing');
    expect(director.getState().options.map(({ label }) => label)).toEqual([brio.label, elmo.label]);
    await director.choose(elmo);
    expect(director.getState().camera?.label).toBe(elmo.label);
    expect(cameras.asked.at(-1)?.deviceId).toEqual({ exact: elmo.deviceId });
    expect(cameras.tracks.filter(({ stopped }) => !stopped)).toHaveLength(1);
  });

  it('watches what is plugged in only while a customer is there', async () => {
    const { cameras, kiosk } = start([brio]);
    const watching = vi.spyOn(navigator.mediaDevices, 'addEventListener');
    const resting = vi.spyOn(navigator.mediaDevices, 'removeEventListener');
    await kiosk.show('idle');
    expect(watching).not.toHaveBeenCalled();
    await kiosk.show('consent');
    await kiosk.show('face-ready');
    expect(watching).toHaveBeenCalledTimes(1);
    expect(resting).not.toHaveBeenCalled();
    await kiosk.show('idle');
    expect(resting).toHaveBeenCalledTimes(1);
    expect(cameras.asked).toHaveLength(1);
  });

  it('never puts another camera in the place of the remembered one', async () => {
    const { kiosk, director } = start([brio], { ...NO_CHOICES, card: elmo });
    await kiosk.show('card-ready');
    expect(director.getState()).toMatchObject({ phase: 'choosing', missing: elmo.label, camera: null });
  });

  it('goes on by itself when the remembered camera is plugged in while others are on offer', async () => {
    const { cameras, kiosk, director } = start([brio], { ...NO_CHOICES, card: elmo });
    await kiosk.show('card-ready');
    expect(director.getState().missing).toBe(elmo.label);
    cameras.state.plugged = [brio, elmo];
    cameras.plug();
    await settled();
    expect(director.getState()).toMatchObject({ phase: 'live', camera: { label: elmo.label } });
    expect(cameras.tracks.filter(({ stopped }) => !stopped)).toHaveLength(1);
  });

  it('refuses by name when only cameras outside the allow-list are there, and opens none of them', async () => {
    const { cameras, kiosk } = start([brio], undefined, { allowed: { face: ['ELMO*'] } });
    await kiosk.show('face-ready');
    expect(kiosk.intents.at(-1)).toMatchObject({ failure: { detail: 'CameraRefused' } });
    expect(cameras.asked).toEqual([]);
  });

  it('lists a refused camera with its reason and without a picture', async () => {
    const policy = { allowed: { card: ['Logitech*', 'Other*'] } };
    const other = { deviceId: 'c', label: 'Other' };
    const { cameras, kiosk, director } = start([brio, elmo, other], { ...NO_CHOICES, card: elmo }, policy);
    await kiosk.show('card-ready');
    const { options } = director.getState();
    expect(options.map(({ kind }) => kind)).toEqual(['ordinary', 'notAllowed', 'ordinary']);
    expect(options[1]?.stream).toBeNull();
    expect(cameras.asked.map(({ deviceId }) => deviceId)).not.toContainEqual({ exact: elmo.deviceId });
  });

  it.each([{ backgroundBlur: true }, { eyeGazeCorrection: 'stare' }, { faceFraming: true }])(
    'refuses a camera whose picture the system changes: %j',
    async (effects) => {
      const { cameras, kiosk } = start([brio]);
      cameras.state.effects = effects;
      await kiosk.show('face-ready');
      expect(kiosk.intents).toMatchObject([{ role: 'face', failure: { detail: 'CameraEffects' } }]);
      expect(cameras.tracks.every(({ stopped }) => stopped)).toBe(true);
    },
  );

  it('takes a camera that could blur but does not, and notices when somebody turns it on', async () => {
    const { cameras, kiosk, director } = start([brio]);
    cameras.state.effects = { backgroundBlur: false };
    await kiosk.show('face-ready');
    expect(director.getState().phase).toBe('live');
    const [track] = cameras.tracks;
    track?.dispatchEvent(new Event('configurationchange'));
    expect(kiosk.intents).toEqual([]);
    Object.assign(track ?? {}, { effects: { backgroundBlur: true } });
    track?.dispatchEvent(new Event('configurationchange'));
    expect(kiosk.intents).toMatchObject([{ failure: { detail: 'CameraEffects' } }]);
  });

  it('offers the controls the camera really has', async () => {
    const { kiosk, director } = start([brio]);
    await kiosk.show('card-ready');
    expect(director.getState().controls).toEqual([{ name: 'zoom', min: 1, max: 4, step: 0.5, value: 1 }]);
  });

  it('closes a camera that opened after its step was left', async () => {
    const { cameras, kiosk, director } = start([brio]);
    const opening = kiosk.show('face-ready');
    await kiosk.show('wiping');
    await opening;
    expect(director.getState().phase).toBe('off');
    expect(cameras.tracks.every(({ stopped }) => stopped)).toBe(true);
  });
});
