/**
 * Pictures that the system has changed before anybody sees them (Windows Studio Effects and the like): a blurred
 * background, moved eyes, a frame that follows the face. A recording must show what was there.
 * Names as browsers put them into the track's settings.
 */
const EFFECTS = ['backgroundBlur', 'backgroundReplacement', 'eyeGazeCorrection', 'faceFraming'] as const;
export type CameraEffect = (typeof EFFECTS)[number];

/** Effects that are on; none where the browser or the camera knows of none. */
export function effectsOf(track: Pick<MediaStreamTrack, 'getSettings'>): readonly CameraEffect[] {
  const settings: object = track.getSettings();
  return EFFECTS.filter((name) => isOn(Reflect.get(settings, name)));
}

const OFF: ReadonlySet<unknown> = new Set([undefined, null, false, '', 'off', 'none']);

const isOn = (value: unknown): boolean => !OFF.has(value);

/** Calls back when an effect is switched on while the camera is open, until the signal fires. */
export function watchEffects(track: MediaStreamTrack, onEffect: () => void, signal: AbortSignal): void {
  track.addEventListener('configurationchange', () => effectsOf(track).length > 0 && onEffect(), { signal });
}
