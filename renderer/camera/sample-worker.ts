import type { SampledFrames, SampleJob } from './sample-protocol.ts';

// Times frames away from the page's thread: what the page is busy with must not look like a slow camera.

/** A camera that has just been opened still finds its exposure, ms. */
const SETTLING_MS = 300;
/** Columns a frame is drawn at: the mean of a row needs no more. */
const COLUMNS = 48;

self.addEventListener('message', ({ data }: MessageEvent<SampleJob>) => {
  void sample(data).then((sampled) => {
    // A worker's own port: there is no target origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    self.postMessage(sampled);
  });
});

async function sample({ readable, lengthMs, rows }: SampleJob): Promise<SampledFrames> {
  const reader = readable.getReader();
  const profile = rows > 0 ? profiler(rows) : null;
  const timesMs: number[] = [];
  const profiles: number[][] = [];
  let firstMs: number | null = null;
  for (;;) {
    const { value: frame } = await reader.read();
    if (frame === undefined) break;
    const atMs = frame.timestamp / 1000;
    firstMs ??= atMs;
    if (atMs - firstMs >= SETTLING_MS) {
      timesMs.push(atMs);
      if (profile !== null) profiles.push(profile(frame));
    }
    frame.close();
    if (atMs - firstMs >= SETTLING_MS + lengthMs) break;
  }
  void reader.cancel();
  return { timesMs, profiles };
}

function profiler(rows: number): (frame: VideoFrame) => number[] {
  const canvas = new OffscreenCanvas(COLUMNS, rows);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new Error('no drawing surface');
  context.imageSmoothingQuality = 'medium';
  return (frame) => {
    context.drawImage(frame, 0, 0, COLUMNS, rows);
    const { data } = context.getImageData(0, 0, COLUMNS, rows);
    return Array.from({ length: rows }, (_, row) => meanLuma(data, row * COLUMNS, COLUMNS));
  };
}

function meanLuma(data: Uint8ClampedArray, from: number, count: number): number {
  let sum = 0;
  for (let at = from * 4; at < (from + count) * 4; at += 4)
    sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
  return sum / count;
}
