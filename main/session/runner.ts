import type { CaptureFacts } from '../core/contract.ts';
import type { ConsentProof } from '../core/consent.ts';
import { failure, type Failure } from '../core/failure.ts';
import { journalEvents } from '../core/journal-record.ts';
import { failed, ok, type Result } from '../core/result.ts';
import type { Intent, Role, Session } from '../core/session-shape.ts';
import { transition } from '../core/session.ts';
import { idleSession, type SessionEvent } from '../core/session-events.ts';
import { cameraFacts } from './camera-id.ts';
import { proveConsent } from './consent-proof.ts';
import { performEffect } from './effects.ts';
import type { RunnerPorts } from './runner-ports.ts';

/** Owns the one session of this station: takes events in order, performs effects, tells listeners. */
export interface Runner {
  session(): Session;
  handleIntent(intent: Intent): Result<Session>;
  /** Takes over a part of the face's recording, in order and counted from 0; only while it is recorded. */
  addPiece(index: number, bytes: Uint8Array): Result<null>;
  /** Takes over the bytes; the caller must not keep them. */
  deliver(role: Role, bytes: Uint8Array, facts: CaptureFacts): Result<Session>;
  /** What the teller is told besides the session has changed. */
  tellDesk(): void;
  /** Something that should not break broke (page gone, main exception). */
  reportBroken(cause: Failure): void;
  subscribe(listener: (session: Session) => void): () => void;
  /** Resolves when no effect is running any more. */
  settled(): Promise<void>;
  dispose(): void;
}

export function createRunner(ports: RunnerPorts): Runner {
  let session: Session = { ...idleSession(ports.rules.defaultLanguage), desk: ports.desk.notes() };
  let takeBackDeadline = (): void => undefined;
  let work = new AbortController();
  let disposed = false;
  let startedAtMs = 0;
  const listeners = new Set<(session: Session) => void>();
  const running = new Set<Promise<void>>();

  const abortWork = (): void => {
    work.abort();
    work = new AbortController();
  };

  const armDeadline = (): number | null => {
    takeBackDeadline();
    takeBackDeadline = () => undefined;
    const lengthMs = ports.deadlinesMs[session.name];
    if (lengthMs === null) return null;
    takeBackDeadline = ports.alarm(lengthMs, () => void dispatch({ type: 'deadline' }));
    return ports.clock.now() + lengthMs;
  };

  const track = (effect: Promise<void>): void => {
    const guarded = effect
      .catch((cause: unknown) => {
        dispatch({ type: 'broken', failure: failure('internal', String(cause), cause) });
      })
      .finally(() => running.delete(guarded));
    running.add(guarded);
  };

  /** In the order in which they came, also where telling one sets off the next. */
  const untold: Session[] = [];
  let isTelling = false;
  const tell = (news: Session): void => {
    untold.push(news);
    if (isTelling) return;
    isTelling = true;
    try {
      for (let next = untold.shift(); next !== undefined; next = untold.shift())
        for (const listener of listeners) listener(next);
    } finally {
      isTelling = false;
    }
  };

  function dispatch(event: SessionEvent, consent?: ConsentProof): boolean {
    if (disposed) return false;
    const before = session;
    const next = transition(before, event, ports.rules);
    if (!next.accepted) return false;
    session =
      before.name === next.session.name && event.type !== 'deskChanged'
        ? next.session
        : { ...next.session, desk: ports.desk.notes() };
    if (renewsDeadline(before, session, event)) session = { ...session, deadlineAtMs: armDeadline() };
    // A recording that is not delivered leaves nothing of itself: stopped early, cancelled, timed out, broken.
    if (before.name === 'face.recording' && session.name !== 'face.recording' && event.type !== 'delivered')
      ports.prechecker.dropFacePieces();
    if (before.name === 'idle') startedAtMs = ports.clock.now();
    const durationMs = ports.clock.now() - startedAtMs;
    const context = { durationMs, handsOver: ports.handOver !== null, consent };
    for (const record of journalEvents(before, session, event, context))
      track(appendRecord(ports, record, dispatch));
    tell(session);
    for (const effect of next.effects) {
      if (effect.type === 'abortWork') abortWork();
      else track(performEffect(effect, { session, ports, dispatch, signal: work.signal }));
    }
    return true;
  }

  const answer = (accepted: boolean): Result<Session> =>
    accepted ? ok(session) : failed(failure('wrongState', session.name));

  return {
    session: () => session,
    handleIntent(intent) {
      const given = proveConsent(intent, ports.rules.consentAct ?? 'tickAndPress', session);
      if (!given.ok) return given;
      // SECURITY: a drawing that nobody will be given is not kept at all (test/session/consent.test.ts).
      const drawing = given.value?.drawing ?? null;
      if (drawing !== null && ports.handOver !== null) ports.vault.putDrawing(drawing);
      else drawing?.fill(0);
      const event = { type: 'intent', intent, newSessionId: ports.newSessionId() } as const;
      return answer(dispatch(event, given.value?.proof));
    },
    addPiece(index, bytes) {
      if (session.name === 'face.recording') {
        ports.prechecker.addFacePiece(bytes, index);
        return ok(null);
      }
      bytes.fill(0);
      return failed(failure('wrongState', session.name));
    },
    deliver(role, bytes, facts) {
      // The bytes enter the vault only when the session waits for them.
      ports.vault.putRaw(role, { bytes, facts });
      const accepted = dispatch({ type: 'delivered', role, camera: cameraFacts(facts) });
      if (!accepted) ports.vault.takeRaw(role)?.bytes.fill(0);
      return answer(accepted);
    },
    tellDesk: () => void dispatch({ type: 'deskChanged' }),
    reportBroken: (cause) => void dispatch({ type: 'broken', failure: cause }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    dispose() {
      disposed = true;
      abortWork();
      takeBackDeadline();
      ports.prechecker.dropFacePieces();
      for (const role of ['face', 'card'] as const) ports.vault.drop(role);
      ports.vault.dropDrawing();
    },
  };
}

/** A state's time starts when it is entered and when somebody shows that they are there. */
function renewsDeadline(before: Session, after: Session, event: SessionEvent): boolean {
  if (before.name !== after.name) return true;
  return (event.type === 'intent' && event.intent.type === 'activity') || event.type === 'deadline';
}

/** A journal that can't be written stops the session: what is not recorded must not happen. */
async function appendRecord(
  ports: RunnerPorts,
  record: Parameters<RunnerPorts['journal']['append']>[0],
  dispatch: (event: SessionEvent) => boolean,
): Promise<void> {
  const written = await ports.journal.append(record);
  if (!written.ok) dispatch({ type: 'broken', failure: written.failure });
}
