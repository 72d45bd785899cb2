import { z } from 'zod';

/** What a teller may turn on a camera, where the camera has it. */
export const controlNames = ['zoom', 'focusDistance', 'exposureTime', 'brightness'] as const;
export type ControlName = (typeof controlNames)[number];

export interface CameraControl {
  readonly name: ControlName;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
}

const rangeSchema = z.object({ min: z.number(), max: z.number(), step: z.number().positive() });
const capabilitiesSchema = z.object({
  zoom: rangeSchema.optional().catch(undefined),
  focusDistance: rangeSchema.optional().catch(undefined),
  exposureTime: rangeSchema.optional().catch(undefined),
  brightness: rangeSchema.optional().catch(undefined),
  focusMode: z.array(z.string()).optional().catch(undefined),
});
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

/** Focus and exposure obey only once they are no longer automatic. */
const MANUAL: Readonly<Partial<Record<ControlName, Readonly<Record<string, string>>>>> = {
  focusDistance: { focusMode: 'manual' },
  exposureTime: { exposureMode: 'manual' },
};

/** Turns one control; a camera that refuses is left as it is. */
export async function turnControl(track: MediaStreamTrack, name: ControlName, value: number): Promise<void> {
  await applyQuietly(track, { ...MANUAL[name], [name]: value });
}

/** Keeps the focus where it is, so that the camera does not hunt while the picture is taken. */
export async function lockFocus(track: MediaStreamTrack): Promise<void> {
  const capabilities = capabilitiesSchema.safeParse(track.getCapabilities());
  if (!capabilities.success || capabilities.data.focusMode?.includes('manual') !== true) return;
  await applyQuietly(track, { focusMode: 'manual' });
}

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
