import type { CardGlimpse, CardGuidance } from '../../main/core/card-guidance.ts';
import { guideCard, startCardGuidance } from '../../main/core/card-guidance.ts';
import type { Corners } from '../../main/core/card-outline.ts';
import { outlineCard } from '../../main/core/card-outline.ts';
import type { Box } from '../../main/core/framing.ts';
import { measureDetail, toGrey } from './grey-picture.ts';
import { pause, playHidden } from './hidden-video.ts';
import type { OpenCamera } from './open-camera.ts';
import { pixelsShown } from './frame-pixels.ts';
import { createSurface, type Surface } from './surface.ts';

/** Looks are this far apart at least, ms. */
const LOOK_EVERY_MS = 120;
/** The outline is found in a picture this wide; sharpness is judged nearer to the camera's own pixels. */
const OUTLINE_WIDTH = 320;
const FOCUS_WIDTH = 480;
/** Nearly white in all colours: paper is not, a reflected lamp is. */
const GLARE_MIN = 250;

interface CardWatchOptions {
  readonly camera: OpenCamera;
  readonly onLook: (guidance: CardGuidance) => void;
  readonly signal: AbortSignal;
}

/** Looks at the desk again and again until the signal fires. */
export async function watchCard({ camera, onLook, signal }: CardWatchOptions): Promise<void> {
  const video = await playHidden(camera.stream);
  const outline = createSurface();
  const focus = createSurface();
  let guidance = startCardGuidance();
  try {
    while (!signal.aborted) {
      const atMs = performance.now();
      guidance = guideCard(guidance, await look(video, camera, { outline, focus }, atMs), camera.size);
      onLook(guidance);
      await pause(Math.max(20, LOOK_EVERY_MS - (performance.now() - atMs)));
    }
  } finally {
    video.srcObject = null;
  }
}

interface Surfaces {
  readonly outline: Surface;
  readonly focus: Surface;
}

async function look(
  video: HTMLVideoElement,
  { size }: OpenCamera,
  surfaces: Surfaces,
  atMs: number,
): Promise<CardGlimpse> {
  const picture = await pixelsShown(video);
  const scale = OUTLINE_WIDTH / size.width;
  const seen = await surfaces.outline.draw(picture, { x: 0, y: 0, ...size }, scale);
  const image = seen.read();
  const found = outlineCard(image);
  if (found === null) return { atMs, corners: null, glareShare: 0, sharpness: 0 };
  const [a, b, c, d] = found;
  const enlarge = ({ x, y }: { readonly x: number; readonly y: number }) => ({ x: x / scale, y: y / scale });
  const corners: Corners = [enlarge(a), enlarge(b), enlarge(c), enlarge(d)];
  const part = middleOf(corners);
  const near = await surfaces.focus.draw(picture, part, Math.min(1, FOCUS_WIDTH / part.width));
  const patch = toGrey(near.read());
  return {
    atMs,
    corners,
    glareShare: shareOfGlare(image, found),
    sharpness: measureDetail(patch, { x: 0, y: 0, width: patch.width - 1, height: patch.height - 1 }),
  };
}

/** The middle of the card: portrait side and print, without the edge. */
function middleOf(corners: Corners): Box {
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const width = Math.max(...xs) - left;
  const height = Math.max(...ys) - top;
  return { x: left + width * 0.08, y: top + height * 0.2, width: width * 0.6, height: height * 0.6 };
}

function shareOfGlare(image: ImageData, corners: Corners): number {
  const part = middleOf(corners);
  let count = 0;
  let glaring = 0;
  for (let y = Math.floor(part.y); y < part.y + part.height; y += 1) {
    for (let x = Math.floor(part.x); x < part.x + part.width; x += 1) {
      const at = (y * image.width + x) * 4;
      const least = Math.min(image.data[at] ?? 0, image.data[at + 1] ?? 0, image.data[at + 2] ?? 0);
      count += 1;
      if (least >= GLARE_MIN) glaring += 1;
    }
  }
  return glaring / Math.max(1, count);
}
