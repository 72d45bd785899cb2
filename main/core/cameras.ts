import { z } from 'zod';
import { type Role, roleSchema } from './session-shape.ts';

/** Which camera serves which role: remembered by id and label, because ids change between runs (FIELD 4, 13). */
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

export type CameraKind = 'ordinary' | 'infrared' | 'virtual';

/** Names give both away more often than not; they are a hint for a person, not a proof (FIELD 5.6). */
const INFRARED = /\b(ir|infrared|windows hello|hello (face|camera)|depth)\b/i;
const VIRTUAL =
  /\b(obs|virtual|manycam|snap camera|droidcam|xsplit|ndi|vcam|e2esoft|splitcam|broadcast|camo|iriun|epoccam|mmhmm|unity video)\b/i;

export function kindOfCamera(label: string): CameraKind {
  if (INFRARED.test(label)) return 'infrared';
  return VIRTUAL.test(label) ? 'virtual' : 'ordinary';
}

export type Binding =
  | { readonly kind: 'bound'; readonly camera: ListedCamera }
  /** Nothing was chosen yet and there is more than one to choose from. */
  | { readonly kind: 'choose' }
  /** The chosen camera is not there; another is never taken in its place by itself. */
  | { readonly kind: 'missing'; readonly choice: CameraChoice }
  | { readonly kind: 'none' };

/** Which camera to open for a role. A remembered one is found by id, else by its label where that is unique. */
export function bindCamera(listed: readonly ListedCamera[], choices: CameraChoices, role: Role): Binding {
  const usable = listed.filter(({ label }) => kindOfCamera(label) === 'ordinary');
  if (listed.length === 0) return { kind: 'none' };
  const choice = choices[role];
  if (choice !== null) return bindChoice(usable, choice);
  const [only] = usable;
  if (only !== undefined && usable.length === 1) return { kind: 'bound', camera: only };
  return usable.length === 0 ? { kind: 'none' } : { kind: 'choose' };
}

function bindChoice(usable: readonly ListedCamera[], choice: CameraChoice): Binding {
  const byId = usable.find(({ deviceId, label }) => deviceId === choice.deviceId && label === choice.label);
  if (byId !== undefined) return { kind: 'bound', camera: byId };
  const [byLabel, ...more] = usable.filter(({ label }) => label === choice.label);
  if (byLabel === undefined) return { kind: 'missing', choice };
  // Two cameras of one model: only a person can tell them apart.
  return more.length === 0 ? { kind: 'bound', camera: byLabel } : { kind: 'choose' };
}
