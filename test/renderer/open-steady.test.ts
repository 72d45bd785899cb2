import { afterEach, describe, expect, it, vi } from 'vitest';
import { openSteady } from '../../renderer/camera/open-steady.ts';
import { sampleInfo } from './sample-sessions.ts';

afterEach(() => void vi.unstubAllGlobals());

/** A camera with a 4K and a 1080p mode: gives the one nearest to the wish. */
function fakeCamera(largest = 3840) {
  const opened: { width: number; stopped: boolean }[] = [];
  const getUserMedia = ({ video }: { readonly video: { readonly width: { readonly ideal: number } } }) => {
    const width = Math.min(largest, video.width.ideal);
    const one = { width, stopped: false };
    opened.push(one);
    const track = {
      label: 'Logitech BRIO',
      stop: () => void (one.stopped = true),
      getSettings: () => ({ deviceId: 'a', width, height: (width * 9) / 16, frameRate: 30 }),
    };
    return Promise.resolve({ getVideoTracks: () => [track], getTracks: () => [track] });
  };
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  return opened;
}

const wish = {
  role: 'face',
  settings: sampleInfo('practice').recording,
  rotation: 0,
  deviceId: 'a',
} as const;

const counted = (framesPerSecond: number) => () => Promise.resolve({ framesPerSecond, largestGapMs: 70 });

describe('opening the face camera at its widest mode', () => {
  it('stays at 4K while the pictures come fast enough', async () => {
    const opened = fakeCamera();
    const camera = await openSteady(wish, counted(29));
    expect(camera).toMatchObject({ size: { width: 3840, height: 2160 }, slowAt: null });
    expect(opened).toHaveLength(1);
  });

  it('goes back to 1080p when they do not, closes the first and keeps what was asked and got', async () => {
    const opened = fakeCamera();
    const camera = await openSteady(wish, counted(14));
    expect(camera.size).toEqual({ width: 1920, height: 1080 });
    expect(camera.slowAt).toEqual({ size: { width: 3840, height: 2160 }, framesPerSecond: 14 });
    expect(opened.map(({ stopped }) => stopped)).toEqual([true, false]);
  });

  it('turns the sizes of a camera mounted on its side', async () => {
    fakeCamera();
    const camera = await openSteady({ ...wish, rotation: 90 }, counted(14));
    expect(camera.size).toEqual({ width: 1080, height: 1920 });
  });

  it('does not keep the customer waiting for a count at 1080p, nor for the card', async () => {
    fakeCamera(1920);
    const never = () => Promise.reject(new Error('counted'));
    expect((await openSteady(wish, never)).size.width).toBe(1920);
    fakeCamera();
    expect((await openSteady({ ...wish, role: 'card' }, never)).size.width).toBe(3840);
  });
});
