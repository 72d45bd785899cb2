import { z } from 'zod';
import { isAllowed } from './camera-policy.ts';
import { type Role, roleSchema } from './session-shape.ts';

/** Which camera serves which role: remembered by id and label, because ids change between runs. */
export const cameraChoiceSchema = z.strictObject({
  deviceId: z.string().max(400),
  label: z.string().min(1).max(400),
});
export type CameraChoice = z.infer<typeof cameraChoiceSchema>;

export const cameraChoicesSchema = z.object({
  face: cameraChoiceSchema.nullable(),
  card: cameraChoiceSchema.nullable(),
});
export type CameraChoices = z.infer<typeof cameraChoicesSchema>;

export const NO_CHOICES: CameraChoices = { face: null, card: null };

export const chooseCameraSchema = z.strictObject({ role: roleSchema, choice: cameraChoiceSchema.nullable() });

/** A camera as the system lists it. */
export interface ListedCamera {
  readonly deviceId: string;
  readonly label: string;
}

export type CameraKind = 'ordinary' | 'infrared' | 'virtual' | 'notAllowed';

/** Names give both away more often than not; they are a hint for a person, not a proof. */
const INFRARED = /\b(ir|infrared|windows hello|hello (face|camera)|depth)\b/i;
const VIRTUAL =
  /\b(obs|virtual|manycam|snap camera|droidcam|xsplit|ndi|vcam|e2esoft|splitcam|broadcast|camo|iriun|epoccam|mmhmm|unity video)\b/i;

/** Only an ordinary camera is ever opened; `allowed` holds the name patterns of the role. */
export function kindOfCamera(label: string, allowed: readonly string[] = []): CameraKind {
  if (INFRARED.test(label)) return 'infrared';
  if (VIRTUAL.test(label)) return 'virtual';
  return isAllowed(label, allowed) ? 'ordinary' : 'notAllowed';
}

export type Binding =
  | { readonly kind: 'bound'; readonly camera: ListedCamera }
  /** Nothing was chosen yet and there is more than one to choose from. */
  | { readonly kind: 'choose' }
  /** The chosen camera is not there; another is never taken in its place by itself. */
  | { readonly kind: 'missing'; readonly choice: CameraChoice }
  /** Cameras are there, but none that this role may use. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'none' };

/**
 * Which camera to open for a role. A remembered one is found by id, else by its label where that is unique.
 * One that is infrared, virtual or outside the role's allow-list is never opened, remembered or not.
 */
export function bindCamera(
  listed: readonly ListedCamera[],
  choices: CameraChoices,
  role: Role,
  allowed: readonly string[] = [],
): Binding {
  if (listed.length === 0) return { kind: 'none' };
  const usable = listed.filter(({ label }) => kindOfCamera(label, allowed) === 'ordinary');
  const choice = choices[role];
  if (choice !== null && isRefused(listed, choice, allowed))
    return usable.length === 0 ? { kind: 'refused' } : { kind: 'choose' };
  if (choice !== null) return bindChoice(usable, choice);
  const [only] = usable;
  if (only !== undefined && usable.length === 1) return { kind: 'bound', camera: only };
  return usable.length === 0 ? { kind: 'refused' } : { kind: 'choose' };
}

/** Plugged in, but not to be used: the picker then says why, instead of that it is missing. */
const isRefused = (
  listed: readonly ListedCamera[],
  choice: CameraChoice,
  allowed: readonly string[],
): boolean =>
  kindOfCamera(choice.label, allowed) !== 'ordinary' && listed.some(({ label }) => label === choice.label);

function bindChoice(usable: readonly ListedCamera[], choice: CameraChoice): Binding {
  const byId = usable.find(({ deviceId, label }) => deviceId === choice.deviceId && label === choice.label);
  if (byId !== undefined) return { kind: 'bound', camera: byId };
  const [byLabel, ...more] = usable.filter(({ label }) => label === choice.label);
  if (byLabel === undefined) return { kind: 'missing', choice };
  // Two cameras of one model: only a person can tell them apart.
  return more.length === 0 ? { kind: 'bound', camera: byLabel } : { kind: 'choose' };
}
