import type { ElectronApplication, Page } from 'playwright';
import type { StateName } from '../../main/core/session-shape.ts';
import type { CameraPicture } from '../fixtures/camera-files.ts';
import { cameraLive, consent, onScreen, press, pressIfThere } from './journey.ts';
import { type KnownMedia, reachCard, reachReview } from './known-media.ts';

export interface Walker {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly media: KnownMedia;
}

/** One way to die: in which state, how far into it, and what must be true of it afterwards. */
export interface KillRow {
  readonly state: StateName;
  /** 0: the moment the state is entered, before anything of it is done. */
  readonly afterMs: number;
  readonly walk: (walker: Walker) => Promise<unknown>;
  /** What the practice service does; its own judgement where nothing is said. */
  readonly scenario?: string;
  /** Before the camera; a bare desk where nothing is said, so that the page does nothing by itself. */
  readonly shows?: CameraPicture;
  /** Calls of the service that the ledger knows of. */
  readonly calls: 0 | 1;
  /** Whether the journal says that a request was on its way. */
  readonly sendWasOpen: boolean;
  /** Whether the next start names a call whose outcome nobody knows. */
  readonly isTold: boolean;
}

const BEFORE_SENDING = { calls: 0, sendWasOpen: false, isTold: false } as const;
const ANSWERED = { calls: 1, sendWasOpen: false, isTold: false } as const;
/** Long enough in a state for its work to have begun. */
const AT_WORK_MS = 150;
/** In a state that waits for a person: its screen is drawn. */
const WAITING_MS = 300;

/** Says something to main as the page could. */
const intend = (page: Page, intent: Readonly<Record<string, unknown>>): Promise<unknown> =>
  page.evaluate((said) => {
    const { kiosk } = window as unknown as {
      readonly kiosk: { invoke(channel: string, input: unknown): Promise<unknown> };
    };
    return kiosk.invoke('session.intent', said);
  }, intent);

const review = ({ page, media }: Walker): Promise<void> => reachReview(page, media);
const card = ({ page, media }: Walker): Promise<void> => reachCard(page, media);
const submit = async (walker: Walker): Promise<void> => {
  await review(walker);
  await press(walker.page, 'submit');
};
const print = async (walker: Walker): Promise<void> => {
  await submit(walker);
  await onScreen(walker.page, 'verdict');
  await press(walker.page, 'print');
};
/** A print system that takes the page and never says what became of it. */
const printForEver = async (walker: Walker): Promise<void> => {
  await walker.app.evaluate(({ app }) => {
    app.on('browser-window-created', (_event, { webContents }) => {
      webContents.printToPDF = () => new Promise(() => undefined);
    });
  });
  await print(walker);
};
const record = async ({ page }: Walker): Promise<void> => {
  await consent(page, 'vi');
  await cameraLive(page, 'record');
  await pressIfThere(page, 'record');
};

/** Every state of the session's machine; where it works, also the moment before the work begins. */
export const killTable: readonly KillRow[] = [
  {
    state: 'idle',
    afterMs: 0,
    walk: ({ app }) => Promise.resolve(app.process().kill('SIGKILL')),
    ...BEFORE_SENDING,
  },
  { state: 'consent', afterMs: WAITING_MS, walk: ({ page }) => press(page, 'start'), ...BEFORE_SENDING },
  { state: 'face.ready', afterMs: WAITING_MS, walk: ({ page }) => consent(page, 'vi'), ...BEFORE_SENDING },
  // By the page's own camera and encoder, half-way through.
  { state: 'face.recording', afterMs: 2500, walk: record, shows: 'faceSmall', ...BEFORE_SENDING },
  { state: 'face.checking', afterMs: 0, walk: card, ...BEFORE_SENDING },
  { state: 'face.checking', afterMs: AT_WORK_MS, walk: card, ...BEFORE_SENDING },
  { state: 'card.ready', afterMs: WAITING_MS, walk: card, ...BEFORE_SENDING },
  { state: 'card.scanning', afterMs: 0, walk: review, ...BEFORE_SENDING },
  { state: 'card.checking', afterMs: 0, walk: review, ...BEFORE_SENDING },
  { state: 'card.checking', afterMs: AT_WORK_MS, walk: review, ...BEFORE_SENDING },
  { state: 'review', afterMs: WAITING_MS, walk: review, ...BEFORE_SENDING },
  { state: 'sending', afterMs: 0, walk: submit, ...BEFORE_SENDING },
  {
    state: 'sending',
    afterMs: 1000,
    walk: submit,
    scenario: 'fault-slow-answer',
    calls: 1,
    sendWasOpen: true,
    isTold: true,
  },
  { state: 'verdict', afterMs: WAITING_MS, walk: submit, ...ANSWERED },
  { state: 'printing', afterMs: 0, walk: print, ...ANSWERED },
  { state: 'printing', afterMs: 1000, walk: printForEver, ...ANSWERED },
  {
    state: 'outcomeUnknown',
    afterMs: WAITING_MS,
    walk: submit,
    scenario: 'fault-close-without-answer',
    calls: 1,
    sendWasOpen: false,
    isTold: true,
  },
  {
    state: 'retake',
    afterMs: WAITING_MS,
    walk: async (walker) => {
      await card(walker);
      await intend(walker.page, { type: 'captureFailed', role: 'card', failure: { code: 'cameraFailed' } });
    },
    ...BEFORE_SENDING,
  },
  {
    state: 'attendant',
    afterMs: WAITING_MS,
    walk: async (walker) => {
      await review(walker);
      await intend(walker.page, { type: 'callAttendant' });
    },
    ...BEFORE_SENDING,
  },
  {
    state: 'fault',
    afterMs: WAITING_MS,
    walk: async (walker) => {
      await card(walker);
      await walker.app.evaluate(() => void setTimeout(() => void Promise.reject(new Error('a test'))));
    },
    ...BEFORE_SENDING,
  },
  {
    state: 'wiping',
    afterMs: 0,
    walk: async (walker) => {
      await review(walker);
      await press(walker.page, 'cancel');
    },
    ...BEFORE_SENDING,
  },
];
