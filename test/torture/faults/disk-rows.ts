import type { Page } from 'playwright';
import type { FailureCode } from '../../../main/core/failure.ts';
import { cameraLive, consent, onScreen, press, pressIfThere } from '../../support/journey.ts';
import { type KnownMedia, reachReview } from '../../support/known-media.ts';
import type { FillMoment } from './fill-in.ts';

/** A moment at which the disk becomes full, and what must come of it. */
export interface FullRow {
  readonly name: string;
  /** Null: full from the last welcome on. */
  readonly at: FillMoment | null;
  readonly shows: 'desk' | 'faceSmall';
  readonly walk: (page: Page, media: KnownMedia) => Promise<unknown>;
  /** What the screen says, and how its state is left. */
  readonly says: FailureCode;
  readonly leave: 'finish' | 'cancel';
  readonly in: 'fault' | 'review' | 'outcomeUnknown';
  /** What is rightly in ledger and journal then. */
  readonly calls: Readonly<Record<string, number>>;
  readonly approvals: 0 | 1;
  readonly quick?: true;
}

const NOTHING_SENT = { calls: {}, approvals: 0 } as const;

const start = async (page: Page): Promise<void> => {
  await onScreen(page, 'idle');
  await press(page, 'start');
};
const submit = async (page: Page, media: KnownMedia): Promise<void> => {
  await reachReview(page, media);
  await press(page, 'submit');
};

export const fullRows: readonly FullRow[] = [
  {
    name: 'at welcome',
    at: null,
    shows: 'desk',
    walk: start,
    says: 'diskFull',
    leave: 'finish',
    in: 'fault',
    ...NOTHING_SENT,
  },
  {
    name: 'before the consent is recorded',
    at: { state: 'face.ready' },
    shows: 'desk',
    walk: async (page) => {
      await start(page);
      await page.getByTestId('consent-check').check();
      await press(page, 'consent-continue');
    },
    says: 'diskFull',
    leave: 'finish',
    in: 'fault',
    ...NOTHING_SENT,
  },
  {
    name: 'during the recording',
    at: { state: 'face.recording' },
    shows: 'faceSmall',
    walk: async (page) => {
      await consent(page, 'vi');
      await cameraLive(page, 'record');
      await pressIfThere(page, 'record');
    },
    says: 'diskFull',
    leave: 'finish',
    in: 'fault',
    ...NOTHING_SENT,
  },
  {
    name: 'before the request is recorded',
    at: { state: 'sending' },
    shows: 'desk',
    walk: submit,
    says: 'diskFull',
    leave: 'cancel',
    in: 'review',
    ...NOTHING_SENT,
  },
  {
    name: 'before the verdict is recorded',
    at: { state: 'sending', whenAllSent: true },
    shows: 'desk',
    walk: submit,
    says: 'answerUnrecorded',
    leave: 'finish',
    in: 'outcomeUnknown',
    calls: { answered: 1 },
    approvals: 0,
    quick: true,
  },
  {
    name: 'while printing',
    at: { state: 'printing' },
    shows: 'desk',
    walk: async (page, media) => {
      await submit(page, media);
      await onScreen(page, 'verdict', 60_000);
      await press(page, 'print');
    },
    says: 'diskFull',
    leave: 'finish',
    in: 'fault',
    calls: { answered: 1 },
    // Given before, and rightly.
    approvals: 1,
  },
];
