import { clamp, FACE_ASPECT, ovalIn, type Size } from './framing.ts';
import { requirements } from './requirements.ts';

/** Where the customer has to sit, by the camera's mode and its angle of view. Pure. */

/** A common webcam sees 78 degrees across; policy may say another angle. */
export const COMMON_VIEW_DEG = 78;
/** A face from ear to ear; children's are smaller and have to come nearer. */
const FACE_WIDTH_CM = 15;

export interface CameraView {
  /** Across the camera's own picture, whichever way it is mounted. */
  readonly widthPx: number;
  readonly viewDeg: number;
}

/** Distance of a face that is this wide in the camera's picture. */
export function distanceCm(faceWidthPx: number, { widthPx, viewDeg }: CameraView): number {
  const widthAtOneCm = 2 * Math.tan((viewDeg * Math.PI) / 360);
  return (FACE_WIDTH_CM * widthPx) / (Math.max(1, faceWidthPx) * widthAtOneCm);
}

/** Centimetres to come closer (positive) or go back (negative) so that the face fills the oval; steps of 5. */
export function centimetresToMove(faceWidthPx: number, window: Size, view: CameraView): number {
  const move = distanceCm(faceWidthPx, view) - distanceCm(ovalIn(window).width, view);
  return clamp(Math.round(move / 5) * 5, -100, 100);
}

/** The farthest seat at which a face still takes the documented 30 % of the window that is recorded. */
export function farthestSeatCm(window: Size, view: CameraView): number {
  const share = requirements['face.tooSmall'].limit;
  return distanceCm(Math.sqrt(share * window.width * window.height * FACE_ASPECT), view);
}
