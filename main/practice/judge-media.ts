import { createHash } from 'node:crypto';
import { documentedCodes } from '../core/verdict-codes.ts';
import { readMp4Facts } from './mp4-facts.ts';
import type { AnswerFacts } from './answers.ts';
import type { FormPart } from './multipart-form.ts';

/** What an examiner found in the media; null means "not examined". */
export interface PracticeFacts {
  readonly video: {
    readonly isReadable: boolean;
    readonly durationMs: number | null;
    readonly widthPx: number | null;
    readonly heightPx: number | null;
    /** Most faces seen at once. */
    readonly faces: number | null;
    /** The code the content calls for (406 ... 423), or null when nothing speaks against it. */
    readonly code: string | null;
  };
  readonly card: {
    readonly isReadable: boolean;
    readonly widthPx: number | null;
    readonly heightPx: number | null;
    readonly faces: number | null;
  } | null;
  /** False when it is known that these are two persons (training material); null when nobody compared. */
  readonly samePerson: boolean | null;
}

/** Looks at what was really sent. ffmpeg and the face detector live elsewhere, so this comes from outside. */
export type PracticeExaminer = (
  video: Uint8Array,
  card: Uint8Array | null,
  signal: AbortSignal,
) => Promise<PracticeFacts>;

/** "does not exceed 10MB", "does not exceed 5MB" (page, Input image requirement); read as binary, the laxer way. */
const MAX_VIDEO_BYTES = 10 * 1024 * 1024;
const MAX_CARD_BYTES = 5 * 1024 * 1024;
/** "5-6 seconds long", with a frame's length of room on either side. */
const MIN_DURATION_MS = 4950;
const MAX_DURATION_MS = 6050;
/** "minimum resolution of 720p (HD)": short side. */
const MIN_SHORT_SIDE_PX = 720;

export interface SentForm {
  readonly video: FormPart | null;
  readonly card: FormPart | null;
}

/** Answers from what the media are: the form first, as the page documents it, then their content. */
export async function judgeMedia(
  form: SentForm,
  examine: PracticeExaminer | null,
  signal: AbortSignal,
): Promise<AnswerFacts> {
  const refusal = refusalOf(form);
  const { video, card } = form;
  if (refusal !== null || video === null) return answer(form, '409', refusal ?? 'No video uploaded');
  const boxes = readMp4Facts(video.bytes);
  if (boxes === null) return answer(form, '409', 'Wrong extension or invalid video');
  const facts = examine === null ? null : await examine(video.bytes, card?.bytes ?? null, signal);
  const durationMs = facts?.video.durationMs ?? boxes.durationMs;
  if (facts?.video.isReadable === false) return answer(form, '409', 'Invalid input video');
  if (durationMs !== null && durationMs < MIN_DURATION_MS) return answer(form, '409', 'Video is too short');
  if (durationMs !== null && durationMs > MAX_DURATION_MS)
    return answer(form, '409', 'Invalid input: video is too long');
  if (facts?.card?.isReadable === false) return answer(form, '409', 'Invalid upload image');
  return {
    ...answer(form, facts === null ? '200' : codeOf(facts)),
    isLowResolution: isLow(facts?.video.widthPx ?? boxes.widthPx, facts?.video.heightPx ?? boxes.heightPx),
  };
}

function refusalOf({ video, card }: SentForm): string | null {
  if (video === null || video.bytes.byteLength === 0) return 'No video uploaded';
  if (!/\.mp4$/i.test(video.fileName)) return 'Wrong extension of video';
  if (video.bytes.byteLength > MAX_VIDEO_BYTES) return 'Invalid input: video is larger than 10MB';
  if (card === null) return null;
  const isPicture =
    startsWith(card.bytes, [0xff, 0xd8, 0xff]) || startsWith(card.bytes, [0x89, 0x50, 0x4e, 0x47]);
  if (!isPicture || card.bytes.byteLength > MAX_CARD_BYTES) return 'Invalid upload image';
  return null;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** The video first: as in the page's samples, nothing is compared when liveness could not be checked. */
function codeOf({ video, card, samePerson }: PracticeFacts): string {
  if (video.faces === 0) return '410';
  if (video.faces !== null && video.faces > 1) return '408';
  if (video.code !== null && documentedCodes.includes(video.code) && video.code !== '200') return video.code;
  if (card !== null && card.faces === 0) return '407';
  return card !== null && samePerson === false ? '303' : '200';
}

function isLow(widthPx: number | null, heightPx: number | null): boolean {
  return widthPx !== null && heightPx !== null && Math.min(widthPx, heightPx) < MIN_SHORT_SIDE_PX;
}

function answer({ video, card }: SentForm, code: string, message?: string): AnswerFacts {
  const seed = createHash('sha256')
    .update(video?.bytes ?? '')
    .digest()
    .readUInt16BE(0);
  const facts = { code, cardSent: card !== null, isLowResolution: false, seed: seed / 65536 };
  return message === undefined ? facts : { ...facts, message };
}
