import { failure } from '../../main/core/failure.ts';
import type { JournalEvent } from '../../main/core/journal-schema.ts';
import type { CheckedMedia, SubmissionEnd } from '../../main/core/ports.ts';
import { failed, ok } from '../../main/core/result.ts';
import { DEADLINES_MS } from '../../main/core/session-events.ts';
import { noEvidence } from '../../main/session/evidence-sink.ts';
import type { RunnerPorts } from '../../main/session/runner-ports.ts';
import { systemAlarm } from '../../main/session/system-alarm.ts';
import { createVault } from '../../main/session/vault.ts';
import { capture, verdict } from '../core/samples.ts';

export interface FakeWorld {
  readonly ports: RunnerPorts;
  readonly records: JournalEvent[];
  readonly sent: Uint8Array[];
  /** Every media object that went through the checker, to look at its bytes after a wipe. */
  readonly media: CheckedMedia[];
  /** What came of a recording before it was delivered: the pieces, and "dropped". */
  readonly pieces: (Uint8Array | 'dropped')[];
}

export interface FakeBehaviour {
  readonly end?: SubmissionEnd;
  readonly faceOutcome?: 'pass' | 'fail';
  readonly journalFailsAt?: JournalEvent['type'];
  readonly deadlinesMs?: Partial<RunnerPorts['deadlinesMs']>;
  /** Never answers until it is aborted. */
  readonly hangSending?: boolean;
}

export const FACTS = {
  cameraLabel: 'test',
  widthPx: 1280,
  heightPx: 960,
  framesPerSecond: 30,
  mimeType: 'video/mp4',
};

/** Fakes at the ports only; vault, machine and runner are the real ones. */
export function fakeWorld(behaviour: FakeBehaviour = {}): FakeWorld {
  const records: JournalEvent[] = [];
  const sent: Uint8Array[] = [];
  const media: CheckedMedia[] = [];
  const pieces: (Uint8Array | 'dropped')[] = [];
  const check = (raw: Uint8Array, outcome: 'pass' | 'fail'): CheckedMedia => {
    const { sha256, summary } = capture(outcome);
    const bytes = raw.slice();
    const made = {
      bytes,
      sha256,
      summary,
      contentType: 'video/mp4',
      fileName: 'x.mp4',
      report: {},
      preview: null,
    } as const;
    media.push(made);
    return made;
  };
  const ports: RunnerPorts = {
    prechecker: {
      addFacePiece: (piece) => void pieces.push(piece),
      dropFacePieces: () => void pieces.push('dropped'),
      checkFace: (raw) => Promise.resolve(ok(check(raw, behaviour.faceOutcome ?? 'pass'))),
      checkCard: (raw) => Promise.resolve(ok(check(raw, 'pass'))),
    },
    service: {
      mode: 'practice',
      describe: () => ({
        method: 'POST',
        url: 'http://127.0.0.1/',
        headerNames: [],
        contentLengthBytes: 10,
        parts: [],
      }),
      submit: async (submission, events, signal) => {
        events.onProgress(5, 10);
        sent.push(submission.video.bytes.slice());
        if (behaviour.hangSending === true) {
          await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
          return { kind: 'unknown', failure: failure('outcomeUnknown') };
        }
        return behaviour.end ?? { kind: 'answered', verdict: verdict('finish'), answer: {}, httpStatus: 200 };
      },
    },
    printer: { print: () => Promise.resolve(ok('savedAsPdf')) },
    desk: {
      notes: () => ({
        unresolved: [],
        use: { today: 0, thisMonth: 0, inAll: 0 },
        quota: { perDay: null, perMonth: null },
        damagedLines: 0,
        parked: [],
        parkingHours: null,
      }),
      acknowledge: () => Promise.resolve(ok(undefined)),
    },
    parking: {
      hours: null,
      list: () => [],
      park: () => Promise.resolve(failed(failure('parkingFailed'))),
      open: () => Promise.resolve(failed(failure('parkedGone'))),
      erase: () => Promise.resolve(false),
    },
    journal: {
      append: (event) => {
        if (event.type === behaviour.journalFailsAt) return Promise.resolve(failed(failure('journalFailed')));
        records.push(event);
        return Promise.resolve(ok(undefined));
      },
    },
    vault: createVault(),
    clock: { now: () => 1_000 },
    alarm: systemAlarm,
    evidence: noEvidence,
    handOver: null,
    newSessionId: () => 'SESSION-1',
    stationId: 'station-1',
    rules: { maxTries: 3, cardRequired: true, defaultLanguage: 'vi' },
    deadlinesMs: { ...DEADLINES_MS, ...behaviour.deadlinesMs },
  };
  return { ports, records, sent, media, pieces };
}
