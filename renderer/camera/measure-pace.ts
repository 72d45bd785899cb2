import { z } from 'zod';
import { type Pace, paceOf } from '../../main/core/pace.ts';
import { sampleFrames } from './sample-frames.ts';

const statsSchema = z.object({ stats: z.object({ totalFrames: z.number() }) });

/** How steadily pictures really come, over a second; null where nothing counts them or too few came. */
export async function measurePace(track: MediaStreamVideoTrack, signal?: AbortSignal): Promise<Pace | null> {
  const sampled = await sampleFrames(track, { lengthMs: 1000, rows: 0 }, signal);
  return sampled === null ? null : paceOf(sampled.timesMs);
}

/** Frames the camera has given since it was opened, those lost on the way to the page included. */
export function countFrames(track: MediaStreamTrack): number | null {
  const parsed = statsSchema.safeParse(track);
  return parsed.success ? parsed.data.stats.totalFrames : null;
}
