import type { Size } from '../../main/core/framing.ts';

export interface Ellipse {
  readonly cx: number;
  readonly cy: number;
  readonly rx: number;
  readonly ry: number;
}

/** Width to height of a face from upper forehead to chin, measured (FACES 2). */
const FACE_ASPECT = 0.86;

/** A face filling the oval takes this share of the recorded picture: the middle of 33-40 %. */
const OVAL_SHARE = 0.36;

export function ovalIn(window: Size): Ellipse {
  const height = Math.sqrt((OVAL_SHARE * window.width * window.height) / FACE_ASPECT);
  const fits = Math.min(height, window.height * 0.94);
  return { cx: window.width / 2, cy: window.height / 2, rx: (fits * FACE_ASPECT) / 2, ry: fits / 2 };
}
