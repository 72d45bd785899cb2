import { z } from 'zod';

/** What a teller may turn on a camera, where the camera has it. Names as browsers have them (W3C Image Capture). */
export const controlNames = [
  'zoom',
  'focusDistance',
  'exposureCompensation',
  'exposureTime',
  'iso',
  'brightness',
  'contrast',
  'saturation',
  'sharpness',
  'colorTemperature',
] as const;
export type ControlName = (typeof controlNames)[number];

export interface CameraControl {
  readonly name: ControlName;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
}

const rangeSchema = z.object({ min: z.number(), max: z.number(), step: z.number().positive() });
const optionalRange = rangeSchema.optional().catch(undefined);
const modesSchema = z.array(z.string()).optional().catch(undefined);
const capabilitiesSchema = z.object({
  zoom: optionalRange,
  focusDistance: optionalRange,
  exposureCompensation: optionalRange,
  exposureTime: optionalRange,
  iso: optionalRange,
  brightness: optionalRange,
  contrast: optionalRange,
  saturation: optionalRange,
  sharpness: optionalRange,
  colorTemperature: optionalRange,
  focusMode: modesSchema,
} satisfies Record<ControlName | 'focusMode', z.ZodType>);
const settingsSchema = z.partialRecord(z.enum(controlNames), z.number()).catch({});

/** The controls the open camera lists, with their present values. */
export function readControls(track: MediaStreamTrack): readonly CameraControl[] {
  const capabilities = capabilitiesSchema.safeParse(track.getCapabilities());
  if (!capabilities.success) return [];
  const settings = settingsSchema.parse(pick(track.getSettings()));
  return controlNames.flatMap((name) => {
    const range = capabilities.data[name];
    if (range === undefined || range.max <= range.min) return [];
    return [{ name, ...range, value: settings[name] ?? range.min }];
  });
}

const pick = (settings: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => controlNames.some((one) => one === name)));

/** Focus, exposure and colour obey only once they are no longer automatic. */
const MANUAL: Readonly<Partial<Record<ControlName, Readonly<Record<string, string>>>>> = {
  focusDistance: { focusMode: 'manual' },
  exposureTime: { exposureMode: 'manual' },
  iso: { exposureMode: 'manual' },
  colorTemperature: { whiteBalanceMode: 'manual' },
};

/** Turns one control; a camera that refuses is left as it is. */
export async function turnControl(track: MediaStreamTrack, name: ControlName, value: number): Promise<void> {
  await applyQuietly(track, { ...MANUAL[name], [name]: value });
}

/**
 * Keeps the focus where it is, so that the camera does not hunt while the picture is taken; true when the camera
 * says that it holds. A camera remembers this beyond its stream: `freeFocus` takes it back.
 */
export async function lockFocus(track: MediaStreamTrack): Promise<boolean> {
  const modes = focusModes(track);
  if (!modes.includes('manual')) return false;
  const { focusDistance } = settingsSchema.parse(pick(track.getSettings()));
  await applyQuietly(track, {
    focusMode: 'manual',
    ...(focusDistance === undefined ? {} : { focusDistance }),
  });
  return focusModeOf(track) === 'manual';
}

/** Lets a camera focus by itself again, which the last card's scan may have ended. */
export async function freeFocus(track: MediaStreamTrack): Promise<void> {
  if (focusModes(track).includes('continuous') && focusModeOf(track) === 'manual')
    await applyQuietly(track, { focusMode: 'continuous' });
}

function focusModes(track: MediaStreamTrack): readonly string[] {
  const capabilities = capabilitiesSchema.safeParse(track.getCapabilities());
  return capabilities.success ? (capabilities.data.focusMode ?? []) : [];
}

const focusModeOf = (track: MediaStreamTrack): unknown => Reflect.get(track.getSettings(), 'focusMode');

async function applyQuietly(track: MediaStreamTrack, wish: Readonly<Record<string, unknown>>): Promise<void> {
  try {
    await track.applyConstraints({ advanced: [wish] });
  } catch (error) {
    console.info(
      'camera control refused',
      Object.keys(wish).join(' '),
      error instanceof Error ? error.name : '',
    );
  }
}
