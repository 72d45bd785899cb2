import * as fc from 'fast-check';
import type { Intent } from '../../main/core/session-shape.ts';
import { v2Answer, v3Answer } from '../core/approval-oracle.ts';

/** What can be wrong with the world around a session; any number of them at once. */
export const faults = [
  'journalFull',
  'ledgerFull',
  'keychainLocked',
  'serviceUnreachable',
  'cutBeforeBody',
  'cutInBody',
  'cutInAnswer',
  'serviceSilent',
  'precheckBlocks',
  'precheckFails',
  'precheckHangs',
  'printerHangs',
  'printerFails',
  'parkingFails',
  'handOverFails',
] as const;
export type Fault = (typeof faults)[number];

/** One thing that happens in a branch. A `racing` step does not wait for what the one before it began. */
export type Step = { readonly racing: boolean } & (
  | { readonly does: 'walk'; readonly fork: number }
  | { readonly does: 'intent'; readonly intent: Intent }
  | { readonly does: 'deliver'; readonly role: 'face' | 'card' }
  | { readonly does: 'time'; readonly ms: number }
  | { readonly does: 'clock'; readonly ms: number }
  | { readonly does: 'fault'; readonly fault: Fault; readonly isOn: boolean }
  | { readonly does: 'break' }
  | { readonly does: 'crash' }
);

/** One answer of the service, as its bytes would be parsed. */
export interface RawReply {
  readonly status: number;
  readonly body: unknown;
}

export interface Schedule {
  readonly steps: readonly Step[];
  /** Answers in the order in which they are asked for, over and over. */
  readonly replies: readonly RawReply[];
  readonly cardRequired: boolean;
  readonly mayPark: boolean;
  readonly handsOver: boolean;
}

const role = fc.constantFrom('face' as const, 'card' as const);
const roles = fc.constantFrom<('face' | 'card')[]>(['face'], ['card'], ['face', 'card']);
const reference = fc.constantFrom('K7QM-2XTA-22', 'K7QM-2XTA-23', 'K7QM-2XTA-24');
const plain = fc.constantFrom(
  ...(
    [
      'giveConsent',
      'recordingStarted',
      'recordingStopped',
      'scanStarted',
      'skipCard',
      'submit',
      'continue',
      'resend',
      'print',
      'finish',
      'cancel',
      'withdrawConsent',
      'callAttendant',
      'acknowledgeUnknown',
      'activity',
    ] as const
  ).map((type): Intent => ({ type })),
);
const anyIntent: fc.Arbitrary<Intent> = fc.oneof(
  { weight: 8, arbitrary: plain },
  fc.constant<Intent>({ type: 'start', language: 'vi' }),
  fc.constant<Intent>({ type: 'setLanguage', language: 'en' }),
  fc.constant<Intent>({ type: 'park', customerAgrees: true }),
  roles.map((wanted): Intent => ({ type: 'retake', roles: wanted })),
  role.map((lost): Intent => ({ type: 'captureFailed', role: lost, failure: { code: 'cameraFailed' } })),
  reference.map((name): Intent => ({ type: 'openParked', reference: name })),
  reference.map((name): Intent => ({ type: 'eraseParked', reference: name })),
);

/** Mostly 0: the way that is meant. */
const fork = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 4 }));

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 30, arbitrary: fc.record({ does: fc.constant('walk' as const), fork, racing: seldom() }) },
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('intent' as const), intent: anyIntent, racing: seldom() }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('deliver' as const), role, racing: seldom() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('time' as const),
      ms: fc.integer({ min: 1, max: 700_000 }),
      racing: seldom(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('clock' as const),
      ms: fc.integer({ min: -4e10, max: 4e10 }),
      racing: seldom(),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      does: fc.constant('fault' as const),
      fault: fc.constantFrom(...faults),
      isOn: fc.boolean(),
      racing: seldom(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('break' as const), racing: seldom() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('crash' as const), racing: fc.constant(false) }) },
);

function seldom(): fc.Arbitrary<boolean> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true));
}

const reply: fc.Arbitrary<RawReply> = fc.record({
  status: fc.oneof({ weight: 8, arbitrary: fc.constant(200) }, fc.integer({ min: 100, max: 599 })),
  body: fc.oneof(
    { weight: 6, arbitrary: v3Answer },
    { weight: 1, arbitrary: v2Answer },
    fc.jsonValue({ maxDepth: 2 }),
  ),
});

/** Any branch's bad day: up to 60 steps. */
export const anySchedule: fc.Arbitrary<Schedule> = fc.record({
  steps: fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }),
  replies: fc.array(reply, { minLength: 1, maxLength: 4 }),
  cardRequired: fc.boolean(),
  mayPark: fc.boolean(),
  handsOver: fc.boolean(),
});
