import type { Size } from './framing.ts';
import { type Glimpse, type Hint, judgeGlimpse } from './guidance.ts';
import { type CameraView, centimetresToMove } from './seat.ts';

/** What the person is told now; carried from look to look. */
export interface Guidance {
  /** The one hint on show; null when all is well. */
  readonly hint: Hint | null;
  readonly shownSinceMs: number;
  /** All has been well without a break since; null when it is not. */
  readonly goodSinceMs: number | null;
  /** Something has been wrong without a break since; null when all is well. */
  readonly badSinceMs: number | null;
  /** When all was well last; a short lapse keeps the looser limits. */
  readonly lastGoodAtMs: number;
  /** What the last looks say, which may not be on show yet. */
  readonly candidate: Hint | null;
  readonly candidateSinceMs: number;
  /** The last look that really said so. */
  readonly candidateSeenMs: number;
  /** Centimetres to come closer, negative to go back; 0 when not worth saying. */
  readonly moveCm: number;
  /** The same hint has been on show for long: say more, or call somebody. */
  readonly insistent: boolean;
  readonly last: Glimpse | null;
}

/** A hint can be read for this long before another takes its place, ms. */
const READING_MS = 1400;
/** What is seen must last this long before it is said, ms: single odd looks are nothing. */
const SETTLE_MS = 300;
/**
 * A wish that comes back this soon has not been met, ms: whoever sways is slow at every turn, and would never read
 * a word about it.
 */
const FLICKER_MS = 250;
/** After this long a hint plainly does not help by itself, ms. */
const INSIST_MS = 9000;

export function startGuidance(atMs: number): Guidance {
  return {
    hint: null,
    shownSinceMs: atMs,
    goodSinceMs: null,
    badSinceMs: null,
    lastGoodAtMs: -Infinity,
    candidate: null,
    candidateSinceMs: atMs,
    candidateSeenMs: atMs,
    moveCm: 0,
    insistent: false,
    last: null,
  };
}

/** Takes in one look. The hint changes only when the new one has settled and the old one could be read. */
export function guide(before: Guidance, glimpse: Glimpse, window: Size, view: CameraView): Guidance {
  const { atMs, face } = glimpse;
  const judged = judgeGlimpse(glimpse, before.last, window, atMs - before.lastGoodAtMs < LAPSE_MS);
  // Only until it is on show: good news is not kept back.
  const flickers = judged === null && before.hint === null && atMs - before.candidateSeenMs < FLICKER_MS;
  const candidate = flickers ? before.candidate : judged;
  const candidateSinceMs =
    candidate === before.candidate && before.last !== null ? before.candidateSinceMs : atMs;
  const settled = atMs - candidateSinceMs >= SETTLE_MS;
  const readable = before.hint === null || atMs - before.shownSinceMs >= READING_MS;
  // Good news is shown as soon as it has settled; the next wish waits until the last one could be read.
  const changes = settled && candidate !== before.hint && (readable || candidate === null);
  const hint = changes ? candidate : before.hint;
  const shownSinceMs = changes ? atMs : before.shownSinceMs;
  return {
    hint,
    shownSinceMs,
    goodSinceMs: judged === null ? (before.goodSinceMs ?? atMs) : null,
    badSinceMs: judged === null ? null : (before.badSinceMs ?? atMs),
    lastGoodAtMs: judged === null ? atMs : before.lastGoodAtMs,
    candidate,
    candidateSinceMs,
    candidateSeenMs: flickers ? before.candidateSeenMs : atMs,
    moveCm: face === null ? 0 : centimetresToMove(face.box.width, window, view),
    insistent: hint !== null && atMs - shownSinceMs >= INSIST_MS,
    last: glimpse,
  };
}

/** All must be well this long before the countdown starts, and the countdown lasts this long, ms. */
export const STEADY_MS = 900;
export const COUNTDOWN_MS = 3000;
/** A short lapse does not end the countdown or the recording; a longer one does, ms. */
const LAPSE_MS = 500;
const RECORDING_LAPSE_MS = 700;

/** When the countdown began; null when there is none. */
export function countdownSince(before: number | null, guidance: Guidance, nowMs: number): number | null {
  const { goodSinceMs, badSinceMs } = guidance;
  if (badSinceMs !== null && nowMs - badSinceMs >= LAPSE_MS) return null;
  if (before !== null) return before;
  return goodSinceMs !== null && nowMs - goodSinceMs >= STEADY_MS ? nowMs : null;
}

/** Wrong enough for long enough while recording: what is left of it would be wasted. */
export function isSpoiled(guidance: Guidance, nowMs: number): boolean {
  const spoils = guidance.candidate !== null && SPOILING.has(guidance.candidate);
  return spoils && guidance.badSinceMs !== null && nowMs - guidance.badSinceMs >= RECORDING_LAPSE_MS;
}

/** A turned head or a little movement is natural while recording; these are refusals of the service. */
const SPOILING: ReadonlySet<Hint> = new Set(['noFace', 'manyFaces', 'uncover', 'closer', 'centre'] as const);
