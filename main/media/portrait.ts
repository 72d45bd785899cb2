import { roiOfDetection, roiOfMesh } from '../core/face-net.ts';
import { type Box, meshBox, overlapOfSmaller, type Size } from '../core/framing.ts';
import { wholeOf } from './face-track.ts';
import type { FaceMesh, FaceNets } from './nets.ts';
import type { Pyramid } from './picture.ts';

/** Printed portraits are softer than faces: a little less certainty is asked (0.4). */
const MIN_SCORE = 0.4;
const MIN_PRESENCE = 3;

export interface PortraitSearch {
  /** Largest face, or null. */
  readonly best: FaceMesh | null;
  /** How sure both detectors are that this face is the right way up, 0..2; upside-down ones stay below UPRIGHT. */
  readonly uprightness: number;
  /** Faces that are not copies of each other, ghost images included. */
  readonly count: number;
}

/** Looks for faces in the whole picture and in overlapping parts of it, each hit confirmed by the mesh. */
export async function findPortraits(nets: FaceNets, pyramid: Pyramid): Promise<PortraitSearch> {
  const found: FaceMesh[] = [];
  for (const part of partsOf(pyramid)) {
    const near = await nets.detectNear(pyramid, { part, pad: 1.25, minScore: MIN_SCORE });
    const far = await nets.detectFar(pyramid, { part, pad: 1.05, minScore: MIN_SCORE });
    for (const one of [...near, ...far]) {
      if (one.box.width < 12 || found.some((known) => overlapOfSmaller(meshBox(known.points), one.box) > 0.5))
        continue;
      const first = await nets.mesh(pyramid, roiOfDetection(one));
      const second = await nets.mesh(pyramid, roiOfMesh(first.points));
      const mesh = second.logit > first.logit ? second : first;
      const isNew = !found.some(
        (known) => overlapOfSmaller(meshBox(known.points), meshBox(mesh.points)) > 0.3,
      );
      if (mesh.logit >= MIN_PRESENCE && isNew) found.push(mesh);
    }
  }
  const area = (mesh: FaceMesh): number => meshBox(mesh.points).width * meshBox(mesh.points).height;
  const [best = null] = found.toSorted((a, b) => area(b) - area(a));
  const least = best ? area(best) * 0.15 : 0;
  const uprightness = best ? await measureUprightness(nets, pyramid, best) : 0;
  return { best, uprightness, count: found.filter((mesh) => area(mesh) >= least).length };
}

/** Portraits the right way up read 1.65 and more, upside-down ones 1.20 and less (27 scans of ten people). */
export const UPRIGHT = 1.45;
const MAX_LEAN_RAD = Math.PI / 4;

/** The mesh fits itself to a face that lies any way, with much the same presence; the detectors do not. */
async function measureUprightness(nets: FaceNets, pyramid: Pyramid, { points }: FaceMesh): Promise<number> {
  if (Math.abs(roiOfMesh(points).angleRad) > MAX_LEAN_RAD) return 0;
  const { x, y, width, height } = meshBox(points);
  const part = { x: x - width, y: y - height, width: width * 3, height: height * 3 };
  const options = { part, pad: 1.05, minScore: 0.05 };
  const near = await nets.detectNear(pyramid, options);
  const far = await nets.detectFar(pyramid, options);
  const top = (hits: typeof near): number => Math.max(0, ...hits.map((one) => one.score));
  return top(near) + top(far);
}

function partsOf(frame: Size): readonly Box[] {
  const whole = wholeOf(frame);
  const width = frame.width * 0.62;
  const height = frame.height * 0.62;
  return frame.width >= frame.height
    ? [whole, { ...whole, width }, { ...whole, width, x: frame.width - width }]
    : [whole, { ...whole, height }, { ...whole, height, y: frame.height - height }];
}

/** The portrait crop: the face box fills this share, so that most detectors read 40 % or more. */
export const CROP_FACE_SHARE = 0.46;
export const CROP_SIZE: Size = { width: 960, height: 1152 };

/** Where to cut, clamped into the card; keeps 5:6. */
export function portraitCrop(face: Box, card: Size): Box {
  const aspect = CROP_SIZE.width / CROP_SIZE.height;
  const wanted = Math.sqrt((face.width * face.height) / (CROP_FACE_SHARE * aspect));
  const height = Math.min(wanted, card.height, card.width / aspect);
  const width = height * aspect;
  const x = face.x + face.width / 2 - width / 2;
  const y = face.y + face.height / 2 - 0.05 * face.height - height / 2;
  return {
    x: Math.min(Math.max(0, x), card.width - width),
    y: Math.min(Math.max(0, y), card.height - height),
    width,
    height,
  };
}
