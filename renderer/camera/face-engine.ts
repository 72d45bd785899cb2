import type { Rotation } from '../../main/core/camera-policy.ts';
import { measureLight } from '../../main/core/face-light.ts';
import { type Detection, roiOfDetection, roiOfMesh } from '../../main/core/face-net.ts';
import { measureSharpness } from '../../main/core/face-sharpness.ts';
import { type Box, meshBox, type MeshPoints, poseOf, type Size } from '../../main/core/framing.ts';
import type { Glimpse, SeenFace } from '../../main/core/guidance.ts';
import {
  isOtherFace,
  isSearchDue,
  leastShareAt,
  NOBODY_ELSE,
  noteSearch,
  OTHER_MIN_SCORE,
  searchPartsAround,
} from '../../main/core/other-faces.ts';
import { fromRgb } from '../../main/core/picture.ts';
import type { PageNets, SeenMesh } from './face-nets.ts';
import { pixelsShown } from './frame-pixels.ts';
import { createSurface } from './surface.ts';

/** One look: the glimpse in pixels of the window, and where the face is in the whole camera picture. */
export interface Look {
  readonly glimpse: Glimpse;
  readonly faceInCamera: Box | null;
}

export interface LookAt {
  /** Playing, at the camera's own size, as the camera gives it: perhaps on its side. */
  readonly video: HTMLVideoElement;
  readonly camera: Size;
  readonly window: Box;
  readonly atMs: number;
  /** Only whether and where the face is; light and sharpness stay as they were. */
  readonly brief: boolean;
}

export interface FaceEngine {
  /** Looks at the present picture; about 15 ms on two processors, 8 ms when brief. */
  look(at: LookAt): Promise<Look>;
}

type Quality = Omit<SeenFace, 'box' | 'pose' | 'presenceLogit'>;

/** The picture the networks see is at most this wide; the face in it is still larger than their input. */
const WORKING_WIDTH = 960;
/** As wide as the half-size frames that the precheck measures, so that the same limits hold. */
const QUALITY_WIDTH = 320;

/** Below: no face; from TRUSTED on the mesh of one look leads to the next without a detector. */
const MIN_PRESENCE = 5;
const TRUSTED_PRESENCE = 12;
/** How often one more part of the picture is searched for other faces, ms: all six within 1.2 s. */
const SEARCH_EVERY_MS = 200;
/** Beside a recording, every look: those are farther apart by themselves. */
const BRIEF_SEARCH_EVERY_MS = 400;

export function createFaceEngine(nets: PageNets, rotation: Rotation): FaceEngine {
  const working = createSurface(rotation);
  const measure = createQualityMeter(rotation);
  let last: SeenMesh | null = null;
  let quality: Quality | null = null;
  let others = NOBODY_ELSE;

  const look = async ({ video, camera, window, atMs, brief }: LookAt): Promise<Look> => {
    const scale = Math.min(1, WORKING_WIDTH / camera.width);
    const whole = { x: 0, y: 0, width: camera.width, height: camera.height };
    const now = await pixelsShown(video);
    const picture = await working.draw(now, whole, scale);
    last = await follow(nets, picture.canvas, scaled(whole, scale), last);
    if (last === null) return { glimpse: { atMs, faces: 0, face: null }, faceInCamera: null };
    if (isSearchDue(others, atMs, brief ? BRIEF_SEARCH_EVERY_MS : SEARCH_EVERY_MS)) {
      const seen = { camera, window, main: meshBox(last.points), scale };
      others = noteSearch(others, await searchOthers(nets, picture.canvas, others.turn, seen), atMs);
    }
    const points = inCamera(last.points, 1 / scale);
    quality = brief && quality !== null ? quality : await measure(now, window, points);
    const face: SeenFace = {
      box: shifted(meshBox(points), window),
      pose: poseOf(points),
      presenceLogit: last.logit,
      ...quality,
    };
    return { glimpse: { atMs, faces: 1 + others.count, face }, faceInCamera: meshBox(points) };
  };
  return { look };
}

/** Light, colour and sharpness of the face; `points` in pixels of the camera. */
function createQualityMeter(
  rotation: Rotation,
): (now: ImageData, window: Box, points: MeshPoints) => Promise<Quality> {
  const surface = createSurface(rotation);
  return async (now, window, points) => {
    const scale = QUALITY_WIDTH / Math.max(window.width, window.height);
    const seen = await surface.draw(now, window, scale);
    const image = seen.read();
    const picture = fromRgb(image.data, image, 4);
    const face = toWindow(points, window, scale);
    const sharpness = measureSharpness(picture, face);
    return {
      ...measureLight(picture, face),
      sharpness: sharpness?.sharpness ?? null,
      directionalSharpness: sharpness?.directionalSharpness ?? null,
    };
  };
}

/** The face of the last look where it should be now, else the largest face a detector finds. */
async function follow(
  nets: PageNets,
  source: OffscreenCanvas,
  whole: Box,
  last: SeenMesh | null,
): Promise<SeenMesh | null> {
  if (last !== null && last.logit >= TRUSTED_PRESENCE) {
    const followed = await nets.mesh(source, roiOfMesh(last.points));
    if (followed.logit >= TRUSTED_PRESENCE) return followed;
  }
  const near = await nets.detectNear(source, whole, 0.5);
  const found = near.length > 0 ? near : await nets.detectFar(source, whole, 0.5);
  const largest = found.reduce<Detection | null>(
    (best, one) => (best === null || one.box.width > best.box.width ? one : best),
    null,
  );
  if (largest === null) return null;
  const first = await nets.mesh(source, roiOfDetection(largest));
  return first.logit >= MIN_PRESENCE ? nets.mesh(source, roiOfMesh(first.points)) : null;
}

interface SearchedPicture {
  readonly camera: Size;
  readonly window: Box;
  /** The customer's face, in pixels of the working picture. */
  readonly main: Box;
  /** Working picture over camera. */
  readonly scale: number;
}

/** How many others one part of the whole camera picture shows: somebody beside the window may step into it. */
async function searchOthers(
  nets: PageNets,
  picture: OffscreenCanvas,
  turn: number,
  { camera, window, main, scale }: SearchedPicture,
): Promise<number> {
  const parts = searchPartsAround(camera, window);
  const part = parts[turn % parts.length] ?? window;
  const found = await nets.detectFar(picture, scaled(part, scale), OTHER_MIN_SCORE);
  const recorded = scaled(window, scale);
  return found.filter(({ box }) => isOtherFace(box, main, leastShareAt(box, recorded))).length;
}

const scaled = (box: Box, scale: number): Box => ({
  x: box.x * scale,
  y: box.y * scale,
  width: box.width * scale,
  height: box.height * scale,
});

const shifted = (box: Box, origin: Box): Box => ({ ...box, x: box.x - origin.x, y: box.y - origin.y });

const inCamera = (points: MeshPoints, scale: number): MeshPoints => points.map((value) => value * scale);

function toWindow(points: MeshPoints, window: Box, scale: number): MeshPoints {
  return points.map((value, index) => {
    if (index % 3 === 0) return (value - window.x) * scale;
    return index % 3 === 1 ? (value - window.y) * scale : value * scale;
  });
}
