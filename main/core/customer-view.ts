import { z } from 'zod';
import { appearanceSchema, type Appearance } from './appearance.ts';
import { rotationSchema } from './camera-policy.ts';
import { consentActSchema, signedSchema, type ConsentAct } from './signature.ts';
import { type Hint, hints } from './guidance.ts';
import { languageSchema } from './language.ts';
import type { RuleId } from './requirements.ts';
import { customerRightSchema, type CustomerRight } from './second-screen.ts';
import type { RetakeReason, Session, StateName } from './session-shape.ts';
import { modeSchema, type Mode } from './verdict-shape.ts';

const pixels = z.number().int().min(0).max(20_000);

/** What the teller's page knows of the face camera and that the customer's needs to show the same picture. */
export const customerGuideSchema = z.strictObject({
  deviceId: z.string().max(400),
  /** Upright size of the camera's picture, and how far it is to be turned. */
  size: z.strictObject({ width: pixels, height: pixels }),
  rotation: rotationSchema,
  /** The part of the picture that is recorded. */
  window: z.strictObject({ x: pixels, y: pixels, width: pixels, height: pixels }),
  tone: z.enum(['wait', 'wish', 'good']),
  hint: z.enum(hints).nullable(),
  /** Centimetres to come closer, negative to go back. */
  moveCm: z.number().int().min(-100).max(100),
  insistent: z.boolean(),
  /** Seconds until the recording starts by itself; null when it does not. */
  countdownS: z.number().int().min(1).max(10).nullable(),
});
export type CustomerGuide = z.infer<typeof customerGuideSchema>;

const customerScreens = [
  'welcome',
  'consent',
  'face',
  'recording',
  'checking',
  'card',
  'review',
  'sending',
  'done',
  'seeTeller',
  'again',
  'moment',
  'wiping',
] as const;
export type CustomerScreen = (typeof customerScreens)[number];

/**
 * All that the customer's window is ever told. SECURITY: no verdict, code, number of the answer, reference,
 * quota or anything of the teller's; strict, so that nothing more can slip in (test/core/customer-view.test.ts).
 */
export const customerViewSchema = z.strictObject({
  mode: modeSchema,
  language: languageSchema,
  screen: z.enum(customerScreens),
  /** What touching the screen may do, by policy. */
  may: z.array(customerRightSchema).readonly(),
  /** For the consent text: length of the recording, and whether the bank keeps a locked copy. */
  recordingMs: z.number().int(),
  handsOver: z.boolean(),
  consentAct: consentActSchema,
  appearance: appearanceSchema,
  guide: customerGuideSchema.nullable(),
  /** What to change before the next recording. */
  advice: z.array(z.enum(hints)).max(2).readonly(),
});
export type CustomerView = z.infer<typeof customerViewSchema>;

/** What a customer may ask for where the policy says so. */
export const customerActSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('setLanguage'), language: languageSchema }),
  z.strictObject({ type: z.literal('giveConsent'), signed: signedSchema.optional() }),
  z.strictObject({ type: z.literal('refuseConsent') }),
]);
export type CustomerAct = z.infer<typeof customerActSchema>;

export const RIGHT_FOR = {
  setLanguage: 'language',
  giveConsent: 'consent',
  refuseConsent: 'consent',
} as const satisfies Record<CustomerAct['type'], CustomerRight>;

/** What stays the same for all customers of a station. */
export interface CustomerSetting {
  readonly mode: Mode;
  readonly may: readonly CustomerRight[];
  readonly recordingMs: number;
  readonly handsOver: boolean;
  readonly consentAct: ConsentAct;
  readonly appearance: Appearance;
}

/** The session as its customer sees it. */
export function customerView(
  session: Session,
  setting: CustomerSetting,
  guide: CustomerGuide | null,
): CustomerView {
  const screen = screenOf(session);
  return {
    ...setting,
    language: session.language,
    screen,
    guide: mayHavePicture(session.name) ? guide : null,
    advice: screen === 'again' ? adviceOf(session) : [],
  };
}

/** The customer's window opens the camera in these states only. */
export const mayHavePicture = (name: StateName): boolean =>
  name === 'face.ready' || name === 'face.recording';

function screenOf(session: Session): CustomerScreen {
  const screen = SCREEN_OF[session.name];
  return typeof screen === 'string' ? screen : screen(session);
}

/** What was found wanting is between customer and teller: a public screen says only that it is done, or to wait. */
const afterAnswer = ({ verdict }: Session): CustomerScreen =>
  verdict?.outcome === 'approved' ? 'done' : 'seeTeller';

const SCREEN_OF = {
  idle: 'welcome',
  consent: 'consent',
  'face.ready': 'face',
  'face.recording': 'recording',
  'face.checking': 'checking',
  'card.ready': 'card',
  'card.scanning': 'card',
  'card.checking': 'card',
  review: 'review',
  sending: 'sending',
  verdict: afterAnswer,
  printing: afterAnswer,
  wiping: 'wiping',
  retake: ({ retake }: Session): CustomerScreen => afterRetake(retake),
  attendant: 'seeTeller',
  outcomeUnknown: 'seeTeller',
  fault: 'seeTeller',
} as const satisfies Record<StateName, CustomerScreen | ((session: Session) => CustomerScreen)>;

function afterRetake(retake: RetakeReason | null): CustomerScreen {
  if (retake === null || retake.cause === 'camera') return 'moment';
  return retake.roles.includes('face') ? 'again' : 'card';
}

const MAX_ADVICE = 2;

function adviceOf({ retake }: Session): readonly Hint[] {
  const blocks = (retake?.summary?.findings ?? []).filter(({ severity }) => severity === 'block');
  const advice = blocks.flatMap(({ rule }) => ADVICE_FOR.get(rule) ?? []);
  return [...new Set(advice)].slice(0, MAX_ADVICE);
}

/** Findings that a customer can do something about; the others are the teller's. */
const ADVICE_FOR: ReadonlyMap<string, Hint> = new Map<RuleId, Hint>([
  ['face.none', 'noFace'],
  ['face.lost', 'noFace'],
  ['face.several', 'manyFaces'],
  ['face.outOfFrame', 'centre'],
  ['face.tooDark', 'moreLight'],
  ['face.tooBright', 'lessLight'],
  ['face.burnt', 'lessLight'],
  ['face.spotlight', 'lessLight'],
  ['face.backlit', 'lightBehind'],
  ['face.blurred', 'holdStill'],
  ['face.covered', 'uncover'],
  ['face.eyesHidden', 'uncover'],
  ['face.tooSmall', 'closer'],
  ['face.notFrontal', 'lookStraight'],
]);
