import { describe, expect, it } from 'vitest';
import { freeFocus, lockFocus, readControls, turnControl } from '../../renderer/camera/camera-controls.ts';

/** A camera that does what it is told, as a UVC camera does: modes and values stay. */
function fakeCamera(capabilities: object, settings: Record<string, unknown>) {
  const asked: object[] = [];
  const track = {
    getCapabilities: () => capabilities,
    getSettings: () => settings,
    applyConstraints: ({ advanced }: { readonly advanced: readonly object[] }) => {
      for (const wish of advanced) {
        asked.push(wish);
        Object.assign(settings, wish);
      }
      return Promise.resolve();
    },
  };
  return { track: track as unknown as MediaStreamTrack, asked, settings };
}

const range = { min: 0, max: 100, step: 1 };

describe('camera controls', () => {
  it('offers light and colour where the camera lists them, and nothing it does not', () => {
    const { track } = fakeCamera(
      {
        brightness: range,
        contrast: range,
        iso: range,
        colorTemperature: range,
        saturation: { min: 1, max: 1, step: 1 },
      },
      { brightness: 40, contrast: 50, iso: 60, colorTemperature: 70 },
    );
    expect(readControls(track).map(({ name, value }) => [name, value])).toEqual([
      ['iso', 60],
      ['brightness', 40],
      ['contrast', 50],
      ['colorTemperature', 70],
    ]);
  });

  it('ends automatic exposure and white balance before it turns them', async () => {
    const { track, asked } = fakeCamera({}, {});
    await turnControl(track, 'iso', 200);
    await turnControl(track, 'colorTemperature', 4500);
    expect(asked).toEqual([
      { exposureMode: 'manual', iso: 200 },
      { whiteBalanceMode: 'manual', colorTemperature: 4500 },
    ]);
  });

  it('holds the focus where it is for a scan, and lets the next camera session focus by itself again', async () => {
    const { track, settings } = fakeCamera(
      { focusMode: ['continuous', 'manual'], focusDistance: range },
      { focusMode: 'continuous', focusDistance: 37 },
    );
    expect(await lockFocus(track)).toBe(true);
    expect(settings).toEqual({ focusMode: 'manual', focusDistance: 37 });
    await freeFocus(track);
    expect(settings['focusMode']).toBe('continuous');
  });

  it('leaves a camera without manual focus alone', async () => {
    const { track, asked } = fakeCamera({ focusMode: ['continuous'] }, { focusMode: 'continuous' });
    expect(await lockFocus(track)).toBe(false);
    await freeFocus(track);
    expect(asked).toEqual([]);
  });
});
