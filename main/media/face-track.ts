import { type Detection, iou, roiOfDetection, roiOfMesh } from '../core/face-net.ts';
import { type Box, intersectionArea, meshBox, overlapOfSmaller, type Size } from '../core/framing.ts';
import { isOtherFace, OTHER_MIN_SCORE } from '../core/other-faces.ts';
import type { FaceMesh, FaceNets } from './nets.ts';
import type { Pyramid } from './picture.ts';

/** Below: no face. Real faces start at 15.6, animals end at 9.5. */
export const MIN_PRESENCE = 5;
/** A mesh this sure may lead to the next frame without a detector; below it the detector looks again. */
const TRUSTED_PRESENCE = 12;
const DETECT_PAD = 1.3;
const MIN_SCORE = 0.5;
/** Both detectors at one place are a face even where the mesh finds too little of one: it is covered (0/19 false). */
const AGREE_NEAR = 0.45;
const AGREE_FAR = 0.35;

export interface FaceTracker {
  /** The main face of the next frame, or null. */
  next(pyramid: Pyramid, gain: number): Promise<FaceMesh | null>;
}

/** Follows the main face: the mesh of one frame says where to look in the next, a detector only starts it. */
export function createFaceTracker(nets: FaceNets): FaceTracker {
  let last: FaceMesh | null = null;
  return {
    async next(pyramid, gain) {
      if (last && last.logit >= TRUSTED_PRESENCE) {
        const followed = await nets.mesh(pyramid, roiOfMesh(last.points), gain);
        if (followed.logit >= TRUSTED_PRESENCE && isPlausible(meshBox(followed.points), pyramid)) {
          last = followed;
          return followed;
        }
      }
      last = await findMainFace(nets, pyramid, gain);
      return last;
    },
  };
}

/** Largest face by either detector, confirmed by the mesh, or by both detectors where the mesh has its doubts. */
export async function findMainFace(nets: FaceNets, pyramid: Pyramid, gain: number): Promise<FaceMesh | null> {
  const options = { part: wholeOf(pyramid), pad: DETECT_PAD, minScore: AGREE_NEAR, gain };
  const near = await nets.detectNear(pyramid, options);
  const sure = near.filter((one) => one.score >= MIN_SCORE);
  const byNear = await confirmLargest(nets, pyramid, sure, gain, MIN_PRESENCE);
  if (byNear && byNear.logit >= TRUSTED_PRESENCE) return byNear;
  const far = await nets.detectFar(pyramid, { ...options, pad: 1.05, minScore: AGREE_FAR });
  const byFar = await confirmLargest(
    nets,
    pyramid,
    far.filter((one) => one.score >= MIN_SCORE),
    gain,
    MIN_PRESENCE,
  );
  const best = byFar && byFar.logit > (byNear?.logit ?? -Infinity) ? byFar : byNear;
  if (best) return best;
  const agreed = near.filter((one) => far.some((other) => iou(one.box, other.box) > 0.4));
  return confirmLargest(nets, pyramid, agreed, gain, -Infinity);
}

async function confirmLargest(
  nets: FaceNets,
  pyramid: Pyramid,
  found: readonly Detection[],
  gain: number,
  minPresence: number,
): Promise<FaceMesh | null> {
  const bySize = found.toSorted((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
  for (const one of bySize.slice(0, 3)) {
    // A second pass on the mesh's own place steadies it, as in the tracked frames.
    const first = await nets.mesh(pyramid, roiOfDetection(one), gain);

    const second = await nets.mesh(pyramid, roiOfMesh(first.points), gain);
    const better = second.logit >= first.logit ? second : first;
    if (better.logit >= minPresence && isPlausible(meshBox(better.points), pyramid)) return better;
  }
  return null;
}

/** At least half of the face lies in the frame, and it is not a speck. */
function isPlausible(box: Box, frame: Size): boolean {
  const area = box.width * box.height;
  return box.width >= 16 && intersectionArea(box, wholeOf(frame)) > 0.45 * area;
}

export function wholeOf(frame: Size): Box {
  return { x: 0, y: 0, width: frame.width, height: frame.height };
}

/** Faces in one part of the frame that are not the main one, as mesh-confirmed boxes. */
export async function findOtherFaces(
  nets: FaceNets,
  pyramid: Pyramid,
  part: Box,
  main: FaceMesh,
  gain: number,
): Promise<Box[]> {
  const mainBox = meshBox(main.points);
  const found = await nets.detectFar(pyramid, { part, pad: 1, minScore: OTHER_MIN_SCORE, gain });
  const others: Box[] = [];
  for (const one of found) {
    const isNew = !others.some((box) => overlapOfSmaller(one.box, box) > 0.3);
    if (isNew && isOtherFace(one.box, mainBox)) others.push(one.box);
  }
  return others;
}
