import type { VideoMeasurement } from './measurement.ts';
import { FRAME_RATE_TOLERANCE, LENGTH_TOLERANCE_MS, type RuleId } from './requirements.ts';
import { type Hit, type Rule, when } from './rule.ts';

/** Rules that the file itself answers. */
export const clipRules = {
  'video.decodable': (video) => when(!video.isDecodable, { measured: 'not decodable', limit: 'decodable' }),
  'video.damaged': (video, limit) => damaged(video, limit),
  'video.damagedSlightly': (video, limit) => damaged(video, limit),
  'video.container': (video) => when(!isMp4(video), { measured: video.container, limit: 'mp4' }),
  'video.fileName': (video) => {
    const isNamedOtherwise = video.extension !== null && video.extension !== 'mp4';
    const kind = isNamedOtherwise ? `.${video.extension ?? ''}` : 'QuickTime';
    const isOdd = isMp4(video) && (isNamedOtherwise || video.container === 'quicktime');
    return when(isOdd, { measured: kind, limit: '.mp4' });
  },
  'video.codec': (video) =>
    when(video.codec !== 'h264' || !/^yuvj?420p$/.test(video.pixelFormat), {
      measured: `${video.codec} ${video.pixelFormat}`,
      limit: 'h264 yuv420p',
    }),
  'video.size': (video, limit) => when(video.sizeBytes > limit, { measured: video.sizeBytes }),
  'video.tooShort': (video, limit) =>
    when(video.durationMs < limit - LENGTH_TOLERANCE_MS, { measured: Math.round(video.durationMs) }),
  'video.tooLong': (video, limit) =>
    when(video.durationMs > limit + LENGTH_TOLERANCE_MS, { measured: Math.round(video.durationMs) }),
  'video.frameRate': (video, limit) =>
    when(video.framesPerSecond < limit - FRAME_RATE_TOLERANCE, { measured: round(video.framesPerSecond, 2) }),
  'video.frameGap': (video, limit) =>
    when(video.largestGapMs > limit, { measured: Math.round(video.largestGapMs) }),
  'video.uniqueFrames': (video, limit) =>
    when(video.uniqueFramesPerSecond < limit && video.framesPerSecond >= limit, {
      measured: round(video.uniqueFramesPerSecond, 1),
    }),
  'video.resolution': (video, limit) =>
    when(Math.min(video.widthPx, video.heightPx) < limit, {
      measured: Math.min(video.widthPx, video.heightPx),
    }),
} as const satisfies Partial<Record<RuleId, Rule<VideoMeasurement>>>;

/** QuickTime is read by the same code as MP4, so only its name makes it a wrong one ("Wrong extension"). */
function isMp4({ container, extension }: VideoMeasurement): boolean {
  return container === 'mp4' || (container === 'quicktime' && extension === 'mp4');
}

/** The decoder complains about once for every picture it had to patch. */
function damaged({ decodeErrors, packets }: VideoMeasurement, limit: number): readonly Hit[] {
  const share = decodeErrors / Math.max(1, packets);
  return when(share > limit, { measured: round(share, 3) });
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
