import { z } from 'zod';
import { pause } from './hidden-video.ts';

const statsSchema = z.object({ stats: z.object({ totalFrames: z.number() }) });

/** Pictures a second that really come, counted for a second; null where the browser does not count them. */
export async function measureRate(track: MediaStreamTrack): Promise<number | null> {
  const before = countFrames(track);
  const startedMs = performance.now();
  await pause(1000);
  const after = countFrames(track);
  if (before === null || after === null) return null;
  return ((after - before) * 1000) / (performance.now() - startedMs);
}

/** Frames the camera has given since it was opened, those lost on the way to the page included. */
export function countFrames(track: MediaStreamTrack): number | null {
  const parsed = statsSchema.safeParse(track);
  return parsed.success ? parsed.data.stats.totalFrames : null;
}
