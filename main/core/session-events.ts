import type { ConsentAct } from './signature.ts';
import type { Failure } from './failure.ts';
import type { Language } from './language.ts';
import type {
  Capture,
  HandOverStatus,
  Intent,
  ReceiptStatus,
  Role,
  Session,
  StateName,
} from './session-shape.ts';
import type { Verdict } from './verdict-shape.ts';

/** What policy lets a session do. */
export interface SessionRules {
  readonly maxTries: number;
  readonly cardRequired: boolean;
  readonly defaultLanguage: Language;
  /** By which act a customer consents; ticking where nothing is said. */
  readonly consentAct?: ConsentAct;
  /** Whether media may wait on this disk, sealed, after an unknown outcome. */
  readonly mayPark?: boolean;
}

/** Which camera gave a capture and what it gave; the camera's own label may name a person and stays out. */
export interface CameraFacts {
  readonly camera: string | null;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly framesPerSecond: number;
}

/** What happens to a session: a person's intent, or what an effect came to. */
export type SessionEvent =
  | { readonly type: 'intent'; readonly intent: Intent; readonly newSessionId: string }
  | { readonly type: 'delivered'; readonly role: Role; readonly camera: CameraFacts }
  | { readonly type: 'checked'; readonly role: Role; readonly capture: Capture }
  | { readonly type: 'checkFailed'; readonly role: Role; readonly failure: Failure }
  | { readonly type: 'progress'; readonly sentBytes: number; readonly totalBytes: number }
  | { readonly type: 'answered'; readonly verdict: Verdict; readonly handOver?: HandOverStatus | undefined }
  | { readonly type: 'notSent'; readonly failure: Failure }
  | { readonly type: 'sendUnknown'; readonly failure: Failure }
  | { readonly type: 'receiptEnded'; readonly receipt: ReceiptStatus }
  | { readonly type: 'parked' }
  | { readonly type: 'parkingFailed'; readonly failure: Failure }
  | {
      readonly type: 'unparked';
      readonly reference: string;
      readonly face: Capture;
      readonly card: Capture | null;
    }
  /** What the teller is told besides the session has changed. */
  | { readonly type: 'deskChanged' }
  | { readonly type: 'deadline' }
  | { readonly type: 'wiped' }
  | { readonly type: 'broken'; readonly failure: Failure };

/** What the runner has to do after a transition, in this order. */
export type SessionEffect =
  | { readonly type: 'check'; readonly role: Role }
  | { readonly type: 'dropMedia'; readonly role: Role }
  | { readonly type: 'send' }
  | { readonly type: 'abortWork' }
  | { readonly type: 'print' }
  | { readonly type: 'acknowledge' }
  | { readonly type: 'park' }
  | { readonly type: 'openParked'; readonly reference: string }
  | { readonly type: 'eraseParked'; readonly reference: string }
  | { readonly type: 'wipe' };

export interface Transition {
  readonly session: Session;
  readonly effects: readonly SessionEffect[];
  /** False when the event has no meaning in this state; nothing changed. */
  readonly accepted: boolean;
}

/**
 * How long each state may last by itself, ms. Every state has a way out without a person;
 * idle waits for one. Sending adds up connect, upload and answer time-outs with room to spare.
 */
export const DEADLINES_MS = {
  idle: null,
  consent: 180_000,
  'face.ready': 180_000,
  'face.recording': 20_000,
  'face.checking': 60_000,
  'card.ready': 180_000,
  'card.scanning': 30_000,
  'card.checking': 60_000,
  review: 300_000,
  sending: 150_000,
  verdict: 300_000,
  printing: 60_000,
  wiping: 15_000,
  retake: 180_000,
  attendant: 600_000,
  outcomeUnknown: 600_000,
  fault: 120_000,
} as const satisfies Record<StateName, number | null>;

/** States in which the station waits for a person; in the others it works. */
const WAITS_FOR_PERSON: readonly StateName[] = [
  'consent',
  'face.ready',
  'card.ready',
  'review',
  'verdict',
  'retake',
  'attendant',
  'outcomeUnknown',
  'fault',
];

/** The same times, with the waits for a person cut to what policy allows. */
export function deadlinesWithin(idleSeconds: number | null): Readonly<Record<StateName, number | null>> {
  if (idleSeconds === null) return DEADLINES_MS;
  const cut = WAITS_FOR_PERSON.map((name) => [
    name,
    Math.min(DEADLINES_MS[name] ?? Infinity, idleSeconds * 1000),
  ]);
  return { ...DEADLINES_MS, ...(Object.fromEntries(cut) as Partial<Record<StateName, number>>) };
}

export function idleSession(language: Language): Session {
  return {
    name: 'idle',
    sessionId: null,
    language,
    deadlineAtMs: null,
    face: null,
    card: null,
    cardSkipped: false,
    tries: { face: 0, card: 0, sends: 0 },
    progress: null,
    cancelling: false,
    retake: null,
    attendant: null,
    failure: null,
    verdict: null,
    receipt: { state: 'none' },
  };
}
