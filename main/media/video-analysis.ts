import { measureLight } from '../core/face-light.ts';
import { measureFineSharpness, measureSharpness } from '../core/face-sharpness.ts';
import {
  centreOf,
  edgeGap,
  faceShare,
  inShares,
  meshBox,
  overlapOfSmaller,
  poseOf,
  type Box,
  type Size,
} from '../core/framing.ts';
import type { FrameSample, VideoMeasurement } from '../core/measurement.ts';
import { searchParts } from '../core/other-faces.ts';
import type { LumaPlane, Picture } from '../core/picture.ts';
import { measureRigidity } from './face-motion.ts';
import { eyeOpening, mouthOpening } from './face-openings.ts';
import { createFaceTracker, findOtherFaces } from './face-track.ts';
import type { FaceMesh, FaceNets } from './nets.ts';
import { meanOf, pyramidOf, type Pyramid, splitYuv420 } from './picture.ts';

export interface VideoAnalysis {
  addFrame(bytes: Uint8Array, size: Size): Promise<void>;
  finish(times: readonly number[]): Promise<AnalysedFrames>;
}

export interface AnalysedFrames {
  readonly samples: readonly FrameSample[];
  readonly liveness: VideoMeasurement['liveness'];
  /** Half-size pictures of every sample, for thumbnails and the preview. */
  readonly pictures: readonly Picture[];
  /** Other faces found in each sample, in shares of the picture; not every sample was searched. */
  readonly others: readonly (readonly Box[])[];
}

interface Seen {
  readonly sample: Omit<FrameSample, 'tMs' | 'faces' | 'secondFaceShare'>;
  readonly mesh: FaceMesh | null;
  readonly half: Pyramid;
  readonly gain: number;
  readonly others: Box[];
  readonly searched: Set<number>;
}

/** A frame darker than this is lifted before the networks see it, so that a dark face is found and called dark. */
const DARK_FRAME = 70;
const MAX_GAIN = 8;
/** Looking for a second face costs as much as following the first in three frames. */
const SEARCH_EVERY = 4;

/** Measures sample frames one by one; second faces are looked for in one part a frame, and closer on suspicion. */
export function createVideoAnalysis(nets: FaceNets): VideoAnalysis {
  const tracker = createFaceTracker(nets);
  const seen: Seen[] = [];
  let previous: Picture | null = null;

  async function addFrame(bytes: Uint8Array, size: Size): Promise<void> {
    const half = splitYuv420(bytes, size);
    // Chroma planes of `half` belong to the decoder; what is kept must be a copy.
    const kept: Picture = { ...half, u: half.u.slice(), v: half.v.slice() };
    const pyramid = pyramidOf(kept);
    const small = pyramid.level(1);
    const frameBrightness = meanOf(small.y);
    const gain = frameBrightness < DARK_FRAME ? Math.min(MAX_GAIN, 110 / Math.max(1, frameBrightness)) : 1;
    const mesh = await tracker.next(pyramid, gain);
    const one: Seen = {
      sample: {
        frameBrightness,
        motion: previous ? motionBetween(previous, small) : null,
        face: mesh ? measureFace(mesh, kept, seen.length % 2 === 0 ? lumaOf(bytes, size) : null) : null,
      },
      mesh,
      half: pyramid,
      gain,
      others: [],
      searched: new Set(),
    };
    previous = small;
    seen.push(one);
    if (seen.length % SEARCH_EVERY === 1) await search(one, Math.floor(seen.length / SEARCH_EVERY) % 3);
  }

  async function search(one: Seen, part: number): Promise<void> {
    const box = searchParts(one.half)[part];
    if (!one.mesh || !box || one.searched.has(part)) return;
    one.searched.add(part);
    for (const other of await findOtherFaces(nets, one.half, box, one.mesh, one.gain)) {
      if (!one.others.some((known) => overlapOfSmaller(known, other) > 0.3)) one.others.push(other);
    }
  }

  return {
    addFrame,
    async finish(times) {
      await confirmOthers(seen, search);
      return {
        samples: seen.map((one, i) => toSample(one, times[i] ?? i * 160)),
        liveness: measureRigidity(
          seen.map(({ mesh, half }) => (mesh ? { picture: half.level(0), points: mesh.points } : null)),
        ),
        pictures: seen.map((one) => one.half.level(0)),
        others: seen.map((one) => one.others.map((box) => inShares(box, one.half))),
      };
    },
  };
}

/** One hit is only a suspicion: the neighbouring samples are searched in all parts before anyone is accused. */
async function confirmOthers(
  seen: readonly Seen[],
  search: (one: Seen, part: number) => Promise<void>,
): Promise<void> {
  const suspects = seen.flatMap((one, i) => (one.others.length > 0 ? [i] : []));
  const near = new Set(suspects.flatMap((i) => [i - 1, i, i + 1]));
  for (const i of near) {
    const one = seen[i];
    if (one) for (const part of [0, 1, 2]) await search(one, part);
  }
}

function toSample(one: Seen, tMs: number): FrameSample {
  const area = one.sample.face ? one.sample.face.box.width * one.sample.face.box.height : 1;
  const largest = Math.max(
    0,
    ...one.others.map((box) => (box.width * box.height) / (one.half.width * one.half.height)),
  );
  return {
    tMs: Math.round(tMs),
    ...one.sample,
    faces: one.searched.size > 0 ? 1 + one.others.length : null,
    secondFaceShare: one.others.length > 0 ? largest / Math.max(1e-6, area) : null,
  };
}

/** The decoder's own plane, twice as fine as what is kept. */
function lumaOf(bytes: Uint8Array, { width, height }: Size): LumaPlane {
  return { width, height, y: bytes.subarray(0, width * height) };
}

/** `full` is given for the samples whose sharpness is measured: it costs as much as the mesh. */
function measureFace(mesh: FaceMesh, half: Picture, full: LumaPlane | null): FrameSample['face'] {
  const box = meshBox(mesh.points);
  const centre = centreOf(box, half);
  const sharpness = full ? measureSharpness(half, mesh.points) : null;
  return {
    share: faceShare(box, half),
    centreX: centre.x,
    centreY: centre.y,
    edgeGap: edgeGap(box, half),
    box: inShares(box, half),
    ...poseOf(mesh.points),
    presenceLogit: mesh.logit,
    ...measureLight(half, mesh.points),
    sharpness: sharpness?.sharpness ?? null,
    directionalSharpness: sharpness?.directionalSharpness ?? null,
    fineSharpness: full
      ? measureFineSharpness(
          full,
          mesh.points.map((value) => value * 2),
        )
      : null,
    eyeOpening: eyeOpening(mesh.points),
    mouthOpening: mouthOpening(mesh.points),
  };
}

/** Mean absolute difference of two samples at a quarter of the working size: noise is averaged away. */
function motionBetween(a: Picture, b: Picture): number {
  let sum = 0;
  for (let i = 0; i < b.y.length; i++) sum += Math.abs(b.y[i] - a.y[i]);
  return sum / Math.max(1, b.y.length);
}
