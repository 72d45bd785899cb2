import { type Box, inShares } from '../core/framing.ts';
import type { VideoMeasurement } from '../core/measurement.ts';
import { searchParts } from '../core/other-faces.ts';
import type { Picture } from '../core/picture.ts';
import type { Finding, PrecheckSummary } from '../core/report.ts';
import { wholeOf } from './face-track.ts';
import type { FaceNets } from './nets.ts';
import { pyramidOf, toRgb } from './picture.ts';
import { pixelate } from './pixelate.ts';
import { encodeJpeg } from './stills.ts';
import type { AnalysedFrames } from './video-analysis.ts';
import type { Thumbnail } from './worker-protocol.ts';

const MAX_THUMBNAILS = 12;
/** Lower than where anybody is counted as a face: what might be one is hidden too. */
const MIN_SCORE = 0.3;

/** A picture of each violation. SECURITY: every face in it is made unrecognisable (test/media/thumbnails.test.ts). */
export async function makeThumbnails(
  nets: FaceNets,
  summary: PrecheckSummary,
  { samples }: VideoMeasurement,
  frames: AnalysedFrames,
): Promise<Thumbnail[]> {
  const thumbnails: Thumbnail[] = [];
  const times = samples.map((sample) => sample.tMs);
  for (const finding of summary.findings.filter((one) => one.severity !== 'info').slice(0, MAX_THUMBNAILS)) {
    const index = nearestSample(times, finding);
    const sample = samples[index];
    const picture = frames.pictures[index];
    if (!sample || !picture) continue;
    const known = [...(sample.face ? [sample.face.box] : []), ...(frames.others[index] ?? [])];
    const rgb = pixelate(toRgb(picture), picture, [...known, ...(await findAnyFaces(nets, picture))]);
    thumbnails.push({ tMs: sample.tMs, rule: finding.rule, jpeg: await encodeJpeg({ ...picture, rgb }, 70) });
  }
  return thumbnails;
}

/** Whatever either detector takes for a face, in shares of the picture. */
async function findAnyFaces(nets: FaceNets, picture: Picture): Promise<Box[]> {
  const pyramid = pyramidOf(picture);
  const found = await nets.detectNear(pyramid, { part: wholeOf(picture), pad: 1.3, minScore: MIN_SCORE });
  for (const part of searchParts(picture))
    found.push(...(await nets.detectFar(pyramid, { part, pad: 1, minScore: MIN_SCORE })));
  return found.map(({ box }) => inShares(box, picture));
}

function nearestSample(times: readonly number[], finding: Finding): number {
  const wanted =
    finding.fromMs !== null
      ? (finding.fromMs + (finding.toMs ?? finding.fromMs)) / 2
      : (times[times.length - 1] ?? 0) / 2;
  return times.reduce(
    (best, time, i) => (Math.abs(time - wanted) < Math.abs((times[best] ?? 0) - wanted) ? i : best),
    0,
  );
}
