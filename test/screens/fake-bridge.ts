import type { About, AdminState } from '../../main/core/admin.ts';
import type { InvokeChannel, PushChannel } from '../../main/core/channels.ts';
import type { AppInfo } from '../../main/core/contract.ts';
import type { Session } from '../../main/core/session-shape.ts';

export interface FakeMain {
  readonly info: AppInfo;
  readonly session: Session;
  readonly desk: AdminState;
  readonly about: About;
  /** Portrait for the review screen, JPEG bytes. */
  readonly portrait: readonly number[];
  /** What further channels answer, whatever they are asked. */
  readonly answers: FakeAnswers;
}

export type FakeAnswers = Readonly<Partial<Record<InvokeChannel, unknown>>>;

/** What a test may do with the page that thinks this is main. */
export interface FakeBridge {
  show(session: Session, desk: AdminState, answers: FakeAnswers): void;
  /** Intents the page has sent since the last look. */
  intents(): readonly unknown[];
  push(channel: PushChannel, payload: unknown): void;
  /** Lets no camera open until it is told otherwise: what a camera sees is never twice the same. */
  holdCameras(isHeld: boolean): void;
}

/** Runs in the page, before it: stands in for the preload and shows whatever session the test pushes. */
export function installFakeBridge(fake: FakeMain): void {
  const listeners = new Map<PushChannel, Set<(payload: unknown) => void>>();
  let { session, desk } = fake;
  let further = fake.answers;
  let cameras: Record<string, unknown> = { face: null, card: null };
  let intents: unknown[] = [];
  const answers: Readonly<Partial<Record<InvokeChannel, (input: unknown) => unknown>>> = {
    'app.info': () => fake.info,
    'session.get': () => session,
    'session.intent': (intent) => {
      intents.push(intent);
      return session;
    },
    'media.preview': () => new Uint8Array(fake.portrait),
    'admin.get': () => desk,
    'admin.do': () => desk,
    'about.get': () => fake.about,
    'page.alive': () => null,
    // A good picture is taken by itself: it stays on its way, and the screen as it was.
    'media.deliver': () => new Promise(() => undefined),
    'cameras.get': () => cameras,
    'cameras.choose': (input) => {
      const { role, choice } = input as { readonly role: string; readonly choice: unknown };
      cameras = { ...cameras, [role]: choice };
      return cameras;
    },
  };
  const push = (channel: PushChannel, payload: unknown): void => {
    for (const listener of listeners.get(channel) ?? []) listener(payload);
  };
  const kiosk = {
    invoke: async (channel: InvokeChannel, input: unknown) => ({
      ok: true,
      value: await (answers[channel] === undefined ? further[channel] : answers[channel](input)),
    }),
    on: (channel: PushChannel, listener: (payload: unknown) => void) => {
      const all = listeners.get(channel) ?? new Set();
      listeners.set(channel, all.add(listener));
      return () => all.delete(listener);
    },
  };
  const { mediaDevices } = navigator;
  const openCamera = mediaDevices.getUserMedia.bind(mediaDevices);
  let isHeld = false;
  let waiting: (() => void)[] = [];
  mediaDevices.getUserMedia = (wish) =>
    isHeld
      ? new Promise((_, refuse) => {
          waiting.push(() => refuse(new DOMException('held', 'AbortError')));
        })
      : openCamera(wish);
  const bridge: FakeBridge = {
    holdCameras(next) {
      isHeld = next;
      for (const letGo of waiting) letGo();
      waiting = [];
    },
    show(nextSession, nextDesk, nextAnswers) {
      further = { ...fake.answers, ...nextAnswers };
      session = nextSession;
      desk = nextDesk;
      intents = [];
      push('session.changed', session);
      push('admin.changed', desk);
    },
    intents: () => intents,
    push,
  };
  Object.assign(window, { kiosk, fakeBridge: bridge });
}
