import { failure } from '../core/failure.ts';
import type { JournalEvent } from '../core/journal-schema.ts';
import { answerCode } from '../core/journal-record.ts';
import { assertNever, type Result } from '../core/result.ts';
import type { CheckedMedia, ReceiptData, Submission, SubmissionEnd } from '../core/ports.ts';
import type { HandOverStatus, Role, Session } from '../core/session-shape.ts';
import type { SessionEffect } from '../core/session-events.ts';
import type { EffectContext } from './effect-context.ts';
import { eraseParked, openParked, park } from './parking-effects.ts';
import type { RunnerPorts } from './runner-ports.ts';

/** Does one effect and feeds back what came of it. */
export async function performEffect(
  effect: Exclude<SessionEffect, { type: 'abortWork' }>,
  context: EffectContext,
): Promise<void> {
  switch (effect.type) {
    case 'check':
      return check(effect.role, context);
    case 'dropMedia':
      return context.ports.vault.drop(effect.role);
    case 'send':
      return send(context);
    case 'print':
      return print(context);
    case 'acknowledge':
      return acknowledge(context);
    case 'park':
      return park(context);
    case 'openParked':
      return openParked(effect.reference, context);
    case 'eraseParked':
      return eraseParked(effect.reference, context);
    case 'wipe':
      return wipe(context);
    default:
      return assertNever(effect);
  }
}

async function check(role: Role, { ports, dispatch, signal }: EffectContext): Promise<void> {
  const raw = ports.vault.takeRaw(role);
  if (raw === null) {
    dispatch({ type: 'checkFailed', role, failure: failure('internal', 'no media delivered') });
    return;
  }
  const { prechecker } = ports;
  const result =
    role === 'face'
      ? await prechecker.checkFace(raw.bytes, raw.facts, signal)
      : await prechecker.checkCard(raw.bytes, raw.facts, signal);
  if (!result.ok || result.value.bytes.buffer !== raw.bytes.buffer) raw.bytes.fill(0);
  if (!result.ok) {
    dispatch({ type: 'checkFailed', role, failure: result.failure });
    return;
  }
  await ports.evidence.write(role === 'face' ? 'precheck-face' : 'precheck-card', result.value.report);
  // A late answer for a session that moved on must leave nothing behind.
  if (signal.aborted) return wipeBytes(result.value);
  ports.vault.putChecked(role, result.value);
  const { sha256, summary, bytes } = result.value;
  const accepted = dispatch({
    type: 'checked',
    role,
    capture: { sha256, summary, sizeBytes: bytes.byteLength },
  });
  if (!accepted) ports.vault.drop(role);
}

function wipeBytes(media: CheckedMedia): void {
  media.bytes.fill(0);
  media.preview?.fill(0);
}

async function send(context: EffectContext): Promise<void> {
  const { session, ports, dispatch, signal } = context;
  const video = ports.vault.checked('face');
  const card = ports.vault.checked('card');
  // SECURITY: only bytes that main itself prechecked leave, and exactly those (test/session/runner.test.ts).
  if (video === null || video.sha256 !== session.face?.sha256 || card?.sha256 !== session.card?.sha256) {
    dispatch({ type: 'notSent', failure: failure('internal', 'checked media missing') });
    return;
  }
  const submission = { video, card, reference: session.sessionId ?? '' };
  const shape = ports.service.describe(submission);
  const recorded = await record(context, 'sendStarted', {
    attempt: session.tries.sends,
    contentLengthBytes: shape.contentLengthBytes,
    videoSha256Prefix: video.sha256.slice(0, 16),
    cardSha256Prefix: card?.sha256.slice(0, 16) ?? null,
  });
  // What can't be recorded must not be sent.
  if (!recorded.ok) {
    dispatch({ type: 'notSent', failure: stripCause(recorded.failure) });
    return;
  }
  await ports.evidence.write('request', shape);
  if (signal.aborted) {
    // Cancelled before the client was even asked: nothing has left.
    await tellEnd({ kind: 'notSent', failure: failure('cancelled') }, context, submission);
    return;
  }
  const onProgress = (sentBytes: number, totalBytes: number): void => {
    dispatch({ type: 'progress', sentBytes, totalBytes });
  };
  const end = await ports.service.submit(submission, { onProgress }, signal);
  await tellEnd(end, context, submission);
}

/** Before the verdict shows, so that nobody can finish, and wipe, while the bank's copy is being locked. */
async function handOver(
  { answer, verdict }: Extract<SubmissionEnd, { kind: 'answered' }>,
  { video, card }: Submission,
  context: EffectContext,
): Promise<HandOverStatus | undefined> {
  const { session, ports } = context;
  if (ports.handOver === null || session.sessionId === null) return undefined;
  const given = await ports.handOver.deliver({
    reference: session.sessionId,
    attempt: session.tries.sends,
    mode: verdict.mode,
    atMs: ports.clock.now(),
    video,
    card,
    answer,
    verdict,
    signature: ports.vault.drawing(),
  });
  const end = given.ok ? given.value.end : 'failed';
  const why = given.ok ? given.value.failure : given.failure;
  await record(context, 'handOverEnded', {
    end,
    bundleSha256Prefix: given.ok ? given.value.sha256Prefix : null,
    recipient: ports.handOver.recipient,
    failure: why?.code ?? null,
  });
  return { end, failure: why === null ? null : stripCause(why) };
}

async function tellEnd(end: SubmissionEnd, context: EffectContext, submission: Submission): Promise<void> {
  const { session, ports, dispatch } = context;
  // What left this machine was sent again by a person: the parked copy has done its service.
  if (end.kind !== 'notSent' && session.sessionId !== null) await ports.parking.erase(session.sessionId);
  if (end.kind !== 'answered') {
    await record(context, 'sendEnded', {
      end: end.kind,
      httpStatus: null,
      code: null,
      failure: end.failure.code,
    });
    dispatch({ type: end.kind === 'notSent' ? 'notSent' : 'sendUnknown', failure: end.failure });
    return;
  }
  const recorded = await record(context, 'sendEnded', {
    end: 'answered',
    httpStatus: end.httpStatus,
    code: answerCode(end.verdict.code),
    failure: null,
  });
  // SECURITY: an answer that can't be recorded decides nothing; a person does (test/session/runner.test.ts).
  if (!recorded.ok) {
    dispatch({ type: 'sendUnknown', failure: failure('answerUnrecorded', recorded.failure.code) });
    return;
  }
  const handedOver = await handOver(end, submission, context);
  await ports.evidence.write('answer', end.answer);
  await ports.evidence.write('verdict', end.verdict);
  dispatch({ type: 'answered', verdict: end.verdict, handOver: handedOver });
}

type SendEvent = Extract<JournalEvent, { type: 'sendStarted' | 'sendEnded' | 'handOverEnded' }>;

async function record<T extends SendEvent['type']>(
  { session, ports }: EffectContext,
  type: T,
  facts: Extract<SendEvent, { type: T }>['facts'],
): Promise<Result<void>> {
  // The pair of type and facts is checked by this very signature; TypeScript can't join it again.
  const event = { type, sessionId: session.sessionId ?? '', facts } as SendEvent;
  return ports.journal.append(event);
}

async function print({ session, ports, dispatch, signal }: EffectContext): Promise<void> {
  const receipt = receiptData(session, ports);
  if (receipt === null) {
    dispatch({
      type: 'receiptEnded',
      receipt: { state: 'failed', failure: failure('internal', 'no verdict') },
    });
    return;
  }
  const printed = await ports.printer.print(receipt, signal);
  dispatch({
    type: 'receiptEnded',
    receipt: printed.ok
      ? { state: printed.value }
      : { state: 'failed', failure: stripCause(printed.failure) },
  });
}

const stripCause = ({ code, detail }: ReturnType<typeof failure>): ReturnType<typeof failure> =>
  failure(code, detail);

function receiptData(session: Session, ports: RunnerPorts): ReceiptData | null {
  if (session.verdict === null || session.sessionId === null) return null;
  return {
    mode: session.verdict.mode,
    language: session.language,
    reference: session.sessionId,
    stationId: ports.stationId,
    atMs: ports.clock.now(),
    verdict: session.verdict,
    videoSha256Prefix: session.face?.sha256.slice(0, 16) ?? null,
    cardSha256Prefix: session.card?.sha256.slice(0, 16) ?? null,
  };
}

/** Where it can't be written, the notice stays: it will be read again. */
async function acknowledge({ ports, dispatch }: EffectContext): Promise<void> {
  await ports.desk.acknowledge();
  dispatch({ type: 'deskChanged' });
}

async function wipe({ ports, dispatch }: EffectContext): Promise<void> {
  for (const role of ['face', 'card'] as const) ports.vault.drop(role);
  ports.vault.dropDrawing();
  // Even the next turn must find the vault empty before the state says so.
  await Promise.resolve();
  dispatch({ type: 'wiped' });
}
