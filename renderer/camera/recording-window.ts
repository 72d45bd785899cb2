import type { Box, Point, Size } from '../../main/core/framing.ts';
import { clamp } from '../../main/core/framing.ts';

/**
 * The part of the camera picture that is recorded, px: of the wanted size where the camera is large enough,
 * else all there is on that side (1280x720 of a 1280x720 camera although 1280x960 is wanted); never enlarged.
 * A portrait-mounted camera gets the wanted size on end. Even numbers, because 4:2:0 video has them.
 */
export function placeWindow(camera: Size, wanted: Size, centre: Point | null = null): Box {
  const onEnd = camera.height > camera.width;
  const width = even(Math.min(camera.width, onEnd ? wanted.height : wanted.width));
  const height = even(Math.min(camera.height, onEnd ? wanted.width : wanted.height));
  const around = centre ?? { x: camera.width / 2, y: camera.height / 2 };
  return {
    x: even(clamp(around.x - width / 2, 0, camera.width - width)),
    y: even(clamp(around.y - height / 2, 0, camera.height - height)),
    width,
    height,
  };
}

/** What a camera falls back to when it is too slow at its widest. */
export const FULL_HD: Size = { width: 1920, height: 1080 };

export const isWhole = (camera: Size, window: Size): boolean =>
  window.width === camera.width && window.height === camera.height;

const even = (value: number): number => Math.floor(value / 2) * 2;

/** Long side against long side, short against short: a portrait-mounted camera counts as good. */
export const isAtLeast = (size: Size, wanted: Size): boolean =>
  Math.max(size.width, size.height) >= Math.max(wanted.width, wanted.height) &&
  Math.min(size.width, size.height) >= Math.min(wanted.width, wanted.height);
