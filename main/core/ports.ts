import type { DeskNotes, ParkedNote } from './desk.ts';
import type { Failure } from './failure.ts';
import type { HeadNote } from './history.ts';
import type { JournalEvent } from './journal-schema.ts';
import type { CaptureFacts } from './contract.ts';
import type { Result } from './result.ts';
import type { PrecheckSummary } from './report.ts';
import type { Language } from './language.ts';
import type { Mode, Verdict } from './verdict-shape.ts';

/**
 * The ports between rooms. Adapters live in their rooms and are put together in main/index.ts only;
 * tests fake here and nowhere else.
 */

/** The very bytes that will be sent, with what main measured on them. */
export interface CheckedMedia {
  readonly bytes: Uint8Array;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly contentType: 'video/mp4' | 'image/jpeg' | 'image/png';
  readonly fileName: string;
  readonly summary: PrecheckSummary;
  /** The whole report (liveness-kiosk/precheck-report@1) as JSON-ready data. */
  readonly report: unknown;
  /** Small JPEG for the review screen; null where there is nothing to show. */
  readonly preview: Uint8Array | null;
}

export interface Prechecker {
  /**
   * Takes over one piece of a recording that is still being made, in order and counted from 0, to look at it meanwhile.
   * Nothing comes of it but time saved: what is judged is what checkFace is given.
   */
  addFacePiece(piece: Uint8Array, index: number): void;
  /** Forgets and overwrites the pieces of a recording that will not be checked. */
  dropFacePieces(): void;
  /** Remuxes (or, if forced, re-encodes) a recording to H.264 MP4 and prechecks the result. */
  checkFace(recording: Uint8Array, facts: CaptureFacts, signal: AbortSignal): Promise<Result<CheckedMedia>>;
  /** Makes the card image to send from a scan and prechecks it. */
  checkCard(scan: Uint8Array, facts: CaptureFacts, signal: AbortSignal): Promise<Result<CheckedMedia>>;
}

export interface SubmissionPart {
  readonly field: 'video' | 'cmnd';
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** The request's shape for evidence: no media, no key. */
export interface RequestShape {
  readonly method: 'POST';
  readonly url: string;
  readonly headerNames: readonly string[];
  readonly contentLengthBytes: number;
  readonly parts: readonly SubmissionPart[];
}

export interface Submission {
  readonly video: CheckedMedia;
  readonly card: CheckedMedia | null;
  /** The session's reference: letters without any meaning. */
  readonly reference: string;
}

export interface SubmissionEvents {
  readonly onProgress: (sentBytes: number, totalBytes: number) => void;
}

/**
 * How one submission ended. Billing-safe: only `notSent` may be tried again without a person,
 * `unknown` means that body bytes left and no answer came.
 */
export type SubmissionEnd =
  | {
      readonly kind: 'answered';
      readonly verdict: Verdict;
      readonly answer: unknown;
      readonly httpStatus: number;
    }
  | { readonly kind: 'notSent'; readonly failure: Failure }
  | { readonly kind: 'unknown'; readonly failure: Failure };

export interface LivenessService {
  readonly mode: Mode;
  describe(submission: Submission): RequestShape;
  submit(submission: Submission, events: SubmissionEvents, signal: AbortSignal): Promise<SubmissionEnd>;
}

/** What the service said when it was asked for nothing. */
export interface ServiceAnswer {
  readonly protocol: string;
  /** Who vouches for its certificate. */
  readonly issuer: string;
  /** The service's own clock, epoch ms; null where it did not say. */
  readonly dateMs: number | null;
}

export interface ServiceProbe {
  /** Host and port, as a person knows them. */
  readonly address: string;
  /** Connects as a real check does and sends nothing that could be billed. */
  probe(signal: AbortSignal): Promise<Result<ServiceAnswer>>;
}

export interface ReceiptData {
  readonly mode: Mode;
  readonly language: Language;
  /** Short reference a person can read aloud. */
  readonly reference: string;
  readonly stationId: string;
  readonly atMs: number;
  readonly verdict: Verdict;
  readonly videoSha256Prefix: string | null;
  readonly cardSha256Prefix: string | null;
}

export interface ReceiptPrinter {
  print(receipt: ReceiptData, signal: AbortSignal): Promise<Result<'sentToPrinter' | 'savedAsPdf'>>;
}

/** Prints the journal's head by the same way as receipts. */
export interface HeadPrinter {
  printHead(head: PrintedHead, signal: AbortSignal): Promise<Result<'sentToPrinter' | 'savedAsPdf'>>;
}

/** What the paper with a head says. */
export interface PrintedHead extends Pick<HeadNote, 'seq' | 'atMs' | 'keyId' | 'code' | 'sealed'> {
  readonly mode: Mode;
  readonly language: Language;
  readonly stationId: string;
}

export interface Journal {
  /** Appends one record and flushes it before it resolves. */
  append(event: JournalEvent): Promise<Result<void>>;
}

/** What the teller is told besides the session: calls without an outcome, the quota. */
export interface Desk {
  notes(): DeskNotes;
  /** A person has read of the calls whose outcome is unknown. */
  acknowledge(): Promise<Result<void>>;
}

/** The media of one check, as they were sent. */
export type ParkedMedia = Pick<Submission, 'video' | 'card'>;

/** Where checks without an outcome wait, sealed, for a person's decision. */
export interface Parking {
  /** Null: the policy allows none. */
  readonly hours: number | null;
  /** Those that can still be opened. */
  list(): readonly ParkedNote[];
  park(reference: string, media: ParkedMedia): Promise<Result<ParkedNote>>;
  /** Fails with `parkedGone` when it is expired, changed or never was. */
  open(reference: string): Promise<Result<ParkedMedia>>;
  /** False when there was nothing of that name. */
  erase(reference: string): Promise<boolean>;
}

/** What the bank's own system has to keep of one answered session. */
export interface SessionEvidence {
  readonly reference: string;
  /** Which sending of the session this was; with the reference it names the bundle. */
  readonly attempt: number;
  readonly mode: Mode;
  readonly atMs: number;
  readonly video: CheckedMedia;
  readonly card: CheckedMedia | null;
  readonly answer: unknown;
  readonly verdict: Verdict;
  /** The drawing by which the customer consented, as `strokesText` spells it; null where there is none. */
  readonly signature: Uint8Array | null;
}

/** Hands one session's evidence to the bank, locked for the bank's key; there only where policy wants it. */
export interface HandOver {
  /** First 16 hex digits of the SHA-256 of the bank's certificate. */
  readonly recipient: string;
  /** Fails only where the bundle is neither with the bank nor kept sealed on this disk. */
  deliver(evidence: SessionEvidence): Promise<Result<HandedOver>>;
}

/** Where a locked bundle is: with the bank, or waiting sealed on this disk to be taken there by itself. */
export interface HandedOver {
  readonly end: 'delivered' | 'waiting';
  /** The first 16 hex digits of the bundle's SHA-256. */
  readonly sha256Prefix: string;
  /** Why it waits. */
  readonly failure: Failure | null;
}

/** Signs with this station's Ed25519 key; the private part stays inside. */
export interface StationSigner {
  /** Short fingerprint of the public key. */
  readonly keyId: string;
  readonly publicKeyPem: string;
  /** Base64url, 86 letters. The purpose is part of what is signed; "policy" is head office's key's alone. */
  sign(purpose: 'journal' | 'head' | 'beat' | 'receipt' | 'evidence' | 'policy', text: string): string;
}

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/** Wakes its owner once, so many milliseconds from now; what it gives back takes the call back. */
export type Alarm = (afterMs: number, wake: () => void) => () => void;
