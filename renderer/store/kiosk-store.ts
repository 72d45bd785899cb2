import { createStore } from 'zustand/vanilla';
import type { CameraChoice, CameraChoices } from '../../main/core/cameras.ts';
import { NO_CHOICES } from '../../main/core/cameras.ts';
import type { AppInfo, CaptureFacts } from '../../main/core/contract.ts';
import type { CustomerGuide } from '../../main/core/customer-view.ts';
import type { Failure } from '../../main/core/failure.ts';
import type { Result } from '../../main/core/result.ts';
import type { Intent, Role, Session } from '../../main/core/session-shape.ts';
import type { Main } from '../bridge.ts';

export interface KioskState {
  readonly session: Session | null;
  readonly info: AppInfo | null;
  /** The last thing main refused, until the session moves on. */
  readonly refusal: Failure | null;
}

/** A mirror of main's session: nothing is decided here. */
export interface KioskStore {
  getState(): KioskState;
  getInitialState(): KioskState;
  subscribe(listener: (state: KioskState, before: KioskState) => void): () => void;
  /** Loads app and session, then follows every change; returns the way to stop. */
  connect(): () => void;
  sendIntent(intent: Intent): Promise<boolean>;
  /** A part of the recording in progress; false where main had no use for it. */
  addPiece(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
  deliver(role: Role, bytes: Uint8Array<ArrayBuffer>, facts: CaptureFacts): Promise<boolean>;
  /** Has main take the card's picture from a file; null when it did or when nobody chose one. */
  pickCard(): Promise<Failure | null>;
  preview(role: Role): Promise<Uint8Array | null>;
  /** Which camera serves which role on this station. */
  cameras(): Promise<CameraChoices>;
  chooseCamera(role: Role, choice: CameraChoice | null): Promise<void>;
  /** What the customer's own screen shows of the face camera. */
  guideCustomer(guide: CustomerGuide | null): Promise<void>;
}

export function createKioskStore(main: Main): KioskStore {
  const store = createStore<KioskState>(() => ({ session: null, info: null, refusal: null }));
  const mirror = (session: Session): void => store.setState({ session, refusal: null });

  // The answer's own session may be older than the last push, so only a refusal is taken from it.
  const accepted = (result: Result<Session>): boolean => {
    if (!result.ok) store.setState({ refusal: result.failure });
    return result.ok;
  };

  const connect = (): (() => void) => {
    const stop = main.listen('session.changed', mirror);
    void main.ask('app.info', undefined).then((result) => {
      store.setState(result.ok ? { info: result.value } : { refusal: result.failure });
    });
    void main.ask('session.get', undefined).then((result) => {
      if (accepted(result) && result.ok && store.getState().session === null) mirror(result.value);
    });
    return stop;
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    connect,
    sendIntent: async (intent) => accepted(await main.ask('session.intent', intent)),
    // A refusal costs the customer nothing: the whole recording follows.
    addPiece: async (index, bytes) => (await main.ask('media.piece', { index, bytes })).ok,
    deliver: async (role, bytes, facts) => accepted(await main.ask('media.deliver', { role, bytes, facts })),
    pickCard: async () => {
      const result = await main.ask('card.pickFile', undefined);
      return result.ok || result.failure.code === 'cancelled' ? null : result.failure;
    },
    preview: async (role) => {
      const result = await main.ask('media.preview', { role });
      return result.ok ? result.value : null;
    },
    cameras: async () => {
      const result = await main.ask('cameras.get', undefined);
      return result.ok ? result.value : NO_CHOICES;
    },
    chooseCamera: async (role, choice) => {
      await main.ask('cameras.choose', { role, choice });
    },
    guideCustomer: async (guide) => {
      await main.ask('customer.guide', guide);
    },
  };
}
