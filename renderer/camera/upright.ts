import type { Rotation } from '../../main/core/camera-policy.ts';
import type { Box, Size } from '../../main/core/framing.ts';

/** Size of a camera's picture once it is turned upright. */
export const uprightSize = ({ width, height }: Size, rotation: Rotation): Size =>
  rotation === 0 ? { width, height } : { width: height, height: width };

/** How a sideways picture is put upright: clockwise by `rotation`, to a picture of the size `upright`. */
export interface Upright {
  readonly rotation: Rotation;
  readonly upright: Size;
}

/**
 * Canvas matrix that draws the part `part` of the upright picture at the canvas's corner, scaled, from a source
 * as the camera gives it.
 */
export function uprightMatrix({ rotation, upright }: Upright, part: Box, scale: number): DOMMatrix2DInit {
  const turn = TURNS[rotation];
  return {
    a: turn.a * scale,
    b: turn.b * scale,
    c: turn.c * scale,
    d: turn.d * scale,
    e: (turn.shiftX * upright.width - part.x) * scale,
    f: (turn.shiftY * upright.height - part.y) * scale,
  };
}

const TURNS = {
  0: { a: 1, b: 0, c: 0, d: 1, shiftX: 0, shiftY: 0 },
  90: { a: 0, b: 1, c: -1, d: 0, shiftX: 1, shiftY: 0 },
  270: { a: 0, b: -1, c: 1, d: 0, shiftX: 0, shiftY: 1 },
} as const satisfies Record<Rotation, object>;
