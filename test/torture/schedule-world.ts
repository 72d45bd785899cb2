import { createHash } from 'node:crypto';
import type { ParkedNote } from '../../main/core/desk.ts';
import { failure, type FailureCode } from '../../main/core/failure.ts';
import { decideReplyVerdict } from '../../main/core/gateway.ts';
import { journalEventSchema, type JournalEvent } from '../../main/core/journal-schema.ts';
import type {
  CheckedMedia,
  LivenessService,
  ParkedMedia,
  ReceiptData,
  SubmissionEnd,
} from '../../main/core/ports.ts';
import { parseAnswer } from '../../main/core/response.ts';
import { failed, ok, type Result } from '../../main/core/result.ts';
import type { Intent } from '../../main/core/session-shape.ts';
import type { RunnerPorts } from '../../main/session/runner-ports.ts';
import { capture } from '../core/samples.ts';
import type { Fault, RawReply, Schedule } from './schedule-steps.ts';

/** A request of which at least one body byte left. */
export interface WireCall {
  readonly reference: string;
  readonly videoSha256: string;
  readonly cardSent: boolean;
  /** What came back whole; null when nothing did. */
  reply: RawReply | null;
}

/** What outlives a crash, and what a witness beside the station has seen. */
export interface Disk {
  readonly records: JournalEvent[];
  readonly parked: Map<string, ParkedMedia>;
  readonly wire: WireCall[];
  readonly printed: ReceiptData[];
  /** What persons asked for and were granted. */
  readonly granted: Intent['type'][];
  readonly passed: Set<string>;
}

export const emptyDisk = (): Disk => ({
  records: [],
  parked: new Map(),
  wire: [],
  printed: [],
  granted: [],
  passed: new Set(),
});

/** The world of one run of the program: it ends with the run, except for the disk. */
export interface World {
  readonly faults: Set<Fault>;
  /** Every buffer that held media in the clear. */
  readonly media: Uint8Array[];
  /** Counts a work of this machine until it has ended. */
  readonly track: <T>(work: Promise<T>) => Promise<T>;
  /** Waits for the world, for ever unless it is told to stop: a work that hangs is not busy. */
  readonly hang: (signal: AbortSignal) => Promise<void>;
  readonly isBusy: () => boolean;
}

export function newWorld(): World {
  let busy = 0;
  let hanging = 0;
  return {
    faults: new Set(),
    media: [],
    isBusy: () => busy > hanging,
    async hang(signal) {
      hanging += 1;
      await aborted(signal);
      hanging -= 1;
    },
    async track(work) {
      busy += 1;
      try {
        return await work;
      } finally {
        busy -= 1;
      }
    },
  };
}

const fail = (code: FailureCode): Promise<Result<never>> => Promise.resolve(failed(failure(code)));

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** The ports of a runner whose world is as bad as its faults say. The vault, clock and rules come from elsewhere. */
export function faultyPorts(disk: Disk, world: World, schedule: Schedule, alive: () => boolean) {
  const { faults, media } = world;
  const check = async (raw: Uint8Array, type: CheckedMedia['contentType'], signal: AbortSignal) => {
    if (faults.has('precheckHangs')) {
      await world.hang(signal);
      return failed(failure('cancelled'));
    }
    if (faults.has('precheckFails')) return failed(failure('decodeTimeout'));
    const { summary } = capture(faults.has('precheckBlocks') ? 'fail' : 'pass');
    const bytes = raw.slice();
    const preview = raw.slice(0, 4);
    media.push(bytes, preview);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (summary.outcome !== 'fail') disk.passed.add(sha256);
    return ok({ bytes, sha256, contentType: type, fileName: 'x', summary, report: {}, preview });
  };
  const { track } = world;
  const append = async (event: JournalEvent): Promise<Result<void>> => {
    await turn();
    if (faults.has('journalFull')) return failed(failure('journalFailed'));
    // What does not fit the journal's schema would be lost in the real one.
    if (alive()) disk.records.push(journalEventSchema.parse(event));
    return ok(undefined);
  };
  const park = async (reference: string, { video, card }: ParkedMedia): Promise<Result<ParkedNote>> => {
    const copy = { video: sealed(video), card: card === null ? null : sealed(card) };
    await turn();
    if (faults.has('parkingFails')) return failed(failure('parkingFailed'));
    if (alive()) disk.parked.set(reference, copy);
    return ok({ reference, expiresAtMs: 0 });
  };
  const open = async (reference: string): Promise<Result<ParkedMedia>> => {
    await turn();
    const found = disk.parked.get(reference);
    if (found === undefined || faults.has('parkingFails')) return failed(failure('parkedGone'));
    const video = sealed(found.video);
    const card = found.card === null ? null : sealed(found.card);
    media.push(video.bytes, ...(card === null ? [] : [card.bytes]));
    return ok({ video, card });
  };
  const parking: RunnerPorts['parking'] = {
    hours: schedule.mayPark ? 24 : null,
    list: () => [...disk.parked.keys()].map((reference) => ({ reference, expiresAtMs: 0 })),
    park: (reference, parked) => track(park(reference, parked)),
    open: (reference) => track(open(reference)),
    erase: (reference) => Promise.resolve(alive() && disk.parked.delete(reference)),
  };
  const print = async (receipt: ReceiptData, signal: AbortSignal): Promise<Result<'sentToPrinter'>> => {
    disk.printed.push(receipt);
    if (faults.has('printerHangs')) await world.hang(signal);
    const isBad = faults.has('printerHangs') || faults.has('printerFails');
    return isBad ? failed(failure('printerFailed')) : ok('sentToPrinter');
  };
  const handOver: RunnerPorts['handOver'] = {
    recipient: 'ab'.repeat(8),
    deliver: () =>
      faults.has('handOverFails')
        ? fail('handOverFailed')
        : Promise.resolve(ok({ end: 'delivered', sha256Prefix: 'cd'.repeat(8), failure: null })),
  };
  return {
    prechecker: {
      addFacePiece: () => undefined,
      dropFacePieces: () => undefined,
      checkFace: (raw: Uint8Array, _facts: unknown, signal: AbortSignal) =>
        world.track(check(raw, 'video/mp4', signal)),
      checkCard: (raw: Uint8Array, _facts: unknown, signal: AbortSignal) =>
        world.track(check(raw, 'image/jpeg', signal)),
    },
    journal: { append: (event: JournalEvent) => track(append(event)) },
    parking,
    printer: { print: (receipt: ReceiptData, signal: AbortSignal) => world.track(print(receipt, signal)) },
    handOver: schedule.handsOver ? handOver : null,
  };
}

/** A moment in which anything else may happen first. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Stands for a file that only the keychain's key opens. */
const sealed = (media: CheckedMedia): CheckedMedia => ({
  ...media,
  bytes: media.bytes.slice(),
  preview: null,
});

/** The service at the far end of a wire that may be cut anywhere. It keeps the client's own law of honest ends. */
export function faultyService(disk: Disk, world: World, replies: readonly RawReply[]): LivenessService {
  const { faults } = world;
  return {
    mode: 'live',
    describe: () => ({
      method: 'POST',
      url: 'https://x/',
      headerNames: [],
      contentLengthBytes: 10,
      parts: [],
    }),
    async submit({ video, card, reference }, { onProgress }, signal): Promise<SubmissionEnd> {
      if (faults.has('keychainLocked')) return { kind: 'notSent', failure: failure('keychainUnavailable') };
      if (faults.has('serviceUnreachable') || faults.has('cutBeforeBody') || signal.aborted)
        return { kind: 'notSent', failure: failure('serviceUnreachable') };
      const call: WireCall = { reference, videoSha256: video.sha256, cardSent: card !== null, reply: null };
      disk.wire.push(call);
      onProgress(5, 10);
      if (faults.has('serviceSilent')) await world.hang(signal);
      else await turn();
      const isCut =
        faults.has('cutInBody') || faults.has('cutInAnswer') || faults.has('serviceSilent') || signal.aborted;
      if (isCut) return { kind: 'unknown', failure: failure('outcomeUnknown') };
      const reply = replies[(disk.wire.length - 1) % replies.length] ?? { status: 200, body: null };
      call.reply = reply;
      const context = { mode: 'live', cardSent: card !== null } as const;
      const verdict = decideReplyVerdict(reply.status, parseAnswer(reply.body), context);
      return { kind: 'answered', verdict, answer: reply.body, httpStatus: reply.status };
    },
  };
}
