import type * as OpenCv from '@techstark/opencv-js';
import type { Point } from '../core/framing.ts';
import { polygonArea } from './quad.ts';
import type { Still } from './stills.ts';

export interface FoundQuad {
  readonly quad: readonly Point[];
  /** Hull area over quadrangle area, 0..1: how well four straight sides explain the outline. */
  readonly fit: number;
}

/** Edge and outline finding; the only user of opencv-js. */
export interface CardVision {
  findQuads(small: Still): FoundQuad[];
}

type Cv = typeof OpenCv;

/** For when the first card comes: 250 ms and 147 MB that a video never needs. */
export async function loadCardVision(): Promise<CardVision> {
  const module = (await import('@techstark/opencv-js')) as unknown as { readonly default: Cv | Promise<Cv> };
  const cv = module.default instanceof Promise ? await module.default : module.default;
  await untilReady(cv);
  return { findQuads: (small) => findQuads(cv, small) };
}

/** The module has a `then` that yields itself: awaiting or returning it from async code would never end. */
function untilReady(cv: Cv): Promise<void> {
  if ('Mat' in cv) return Promise.resolve();
  return new Promise((resolve) => Object.assign(cv, { onRuntimeInitialized: () => resolve() }));
}

const CANNY = [
  [20, 60],
  [50, 150],
  [90, 220],
] as const;

function findQuads(cv: Cv, small: Still): FoundQuad[] {
  const rgb = cv.matFromArray(small.height, small.width, cv.CV_8UC3, small.rgb as unknown as number[]);
  const gray = new cv.Mat();
  const hsv = new cv.Mat();
  const planes = new cv.MatVector();
  const found: FoundQuad[] = [];
  cv.cvtColor(rgb, gray, cv.COLOR_RGB2GRAY);
  cv.cvtColor(rgb, hsv, cv.COLOR_RGB2HSV);
  cv.split(hsv, planes);
  const saturation = planes.get(1);
  for (const plane of [gray, saturation]) found.push(...quadsOfPlane(cv, plane));
  for (const one of [rgb, gray, hsv, planes, saturation]) one.delete();
  return found;
}

/** Outlines of one plane: three edge strengths and two thresholds, each closed over small gaps. */
function quadsOfPlane(cv: Cv, plane: OpenCv.Mat): FoundQuad[] {
  const soft = new cv.Mat();
  const mask = new cv.Mat();
  const kernel = cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(3, 3));
  const wide = cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(7, 7));
  const found: FoundQuad[] = [];
  cv.GaussianBlur(plane, soft, new cv.Size(5, 5), 0);
  for (const [low, high] of CANNY) {
    cv.Canny(soft, mask, low, high);
    cv.dilate(mask, mask, kernel);
    cv.morphologyEx(mask, mask, cv.MORPH_CLOSE, wide);
    found.push(...quadsOfMask(cv, mask));
  }
  for (const kind of [cv.THRESH_BINARY, cv.THRESH_BINARY_INV]) {
    cv.threshold(soft, mask, 0, 255, kind | cv.THRESH_OTSU);
    cv.morphologyEx(mask, mask, cv.MORPH_OPEN, wide);
    found.push(...quadsOfMask(cv, mask));
  }
  for (const one of [soft, mask, kernel, wide]) one.delete();
  return found;
}

function quadsOfMask(cv: Cv, mask: OpenCv.Mat): FoundQuad[] {
  const contours = new cv.MatVector();
  const hierarchy = new cv.Mat();
  cv.findContours(mask, contours, hierarchy, cv.RETR_LIST, cv.CHAIN_APPROX_SIMPLE);
  const least = mask.rows * mask.cols * 0.05;
  const found: FoundQuad[] = [];
  for (let i = 0; i < contours.size(); i++) {
    const contour = contours.get(i);
    const hull = new cv.Mat();
    cv.convexHull(contour, hull);
    const hullArea = cv.contourArea(hull);
    if (hullArea >= least) found.push(...quadsOfHull(cv, hull, hullArea));
    hull.delete();
    contour.delete();
  }
  contours.delete();
  hierarchy.delete();
  return found;
}

/** Coarser and coarser outlines until four corners remain; rounded card corners need that. */
function quadsOfHull(cv: Cv, hull: OpenCv.Mat, hullArea: number): FoundQuad[] {
  const around = cv.arcLength(hull, true);
  const outline = new cv.Mat();
  const found: FoundQuad[] = [];
  for (const share of [0.015, 0.02, 0.03, 0.04, 0.05, 0.07]) {
    cv.approxPolyDP(hull, outline, share * around, true);
    if (outline.rows !== 4) continue;
    const flat = outline.data32S;
    const quad = [0, 1, 2, 3].map((i) => ({ x: flat[2 * i] ?? 0, y: flat[2 * i + 1] ?? 0 }));
    const area = polygonArea(quad);
    found.push({ quad, fit: Math.min(hullArea, area) / Math.max(1, hullArea, area) });
    break;
  }
  outline.delete();
  return found;
}
