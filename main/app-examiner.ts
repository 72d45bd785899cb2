import type { CaptureFacts } from './core/contract.ts';
import type { CardMeasurement } from './core/measurement.ts';
import { precheckReportSchema } from './core/precheck-report.ts';
import type { MediaPrechecker } from './media/prechecker.ts';
import type { PracticeExaminer, PracticeFacts } from './practice/judge-media.ts';

const NO_FACTS: CaptureFacts = { cameraLabel: '', widthPx: 0, heightPx: 0, framesPerSecond: 0, mimeType: '' };
const UNREADABLE_VIDEO: PracticeFacts['video'] = {
  isReadable: false,
  durationMs: null,
  widthPx: null,
  heightPx: null,
  faces: null,
  code: null,
};

/** Lets the practice service look at what it was sent with the same eyes as the precheck. */
export function practiceExaminer(prechecker: MediaPrechecker): PracticeExaminer {
  return async (video, card, signal) => ({
    video: await examineVideo(prechecker, video, signal),
    card: card === null ? null : await examineCard(prechecker, card, signal),
    samePerson: null,
  });
}

async function examineVideo(
  prechecker: MediaPrechecker,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<PracticeFacts['video']> {
  const checked = await prechecker.checkFace(bytes, NO_FACTS, signal);
  const report = checked.ok ? precheckReportSchema.safeParse(checked.value.report) : null;
  if (report?.success !== true || report.data.video === null) return UNREADABLE_VIDEO;
  const { video, predictedCode } = report.data;
  return {
    isReadable: video.isDecodable,
    durationMs: video.durationMs,
    widthPx: video.widthPx,
    heightPx: video.heightPx,
    faces: Math.max(0, ...video.samples.map(({ faces, face }) => faces ?? (face === null ? 0 : 1))),
    // 409 is about the form, which the service judges itself.
    code: predictedCode === '200' || predictedCode === '409' ? null : predictedCode,
  };
}

async function examineCard(
  prechecker: MediaPrechecker,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<PracticeFacts['card']> {
  const answer = await prechecker.inspectCard(bytes, signal);
  const card: CardMeasurement | null = answer.ok ? answer.value.measurement : null;
  return {
    isReadable: card?.isDecodable ?? false,
    widthPx: card?.widthPx ?? null,
    heightPx: card?.heightPx ?? null,
    faces: card?.faces ?? null,
  };
}
