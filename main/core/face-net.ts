import { type Box, clamp, intersectionArea, meshBox, type MeshPoints, type Point } from './framing.ts';

/**
 * What goes into and comes out of the MediaPipe face networks, as plain arithmetic; the page's live
 * guidance and main's precheck share it. Layouts: MediaPipe face_detection and face_landmark graphs (Apache-2.0).
 */

export interface DetectorShape {
  /** Input side in pixels; RGB in -1..1. */
  readonly inputSide: number;
  /** [stride in pixels, anchors per cell], outermost layer first. */
  readonly layers: readonly (readonly [number, number])[];
}

export const SHORT_RANGE: DetectorShape = {
  inputSide: 128,
  layers: [
    [8, 2],
    [16, 6],
  ],
};

export const FULL_RANGE: DetectorShape = { inputSide: 192, layers: [[4, 1]] };

export const MESH_INPUT_SIDE = 192;
export const MESH_POINTS = 468;

/** A square of the frame, perhaps turned and reaching outside, that becomes a network's input. */
export interface Roi {
  readonly centre: Point;
  readonly side: number;
  readonly angleRad: number;
}

export interface Detection {
  readonly box: Box;
  readonly score: number;
  readonly leftEye: Point;
  readonly rightEye: Point;
}

/** A square around the part of the frame, with a border: the border finds faces cut by the edge. */
export function letterboxRoi(part: Box, pad: number): Roi {
  return {
    centre: { x: part.x + part.width / 2, y: part.y + part.height / 2 },
    side: Math.max(part.width, part.height) * pad,
    angleRad: 0,
  };
}

/** Faces in frame pixels, best first, duplicates removed. `regressors` holds 16 and `scores` 1 number per anchor. */
export function decodeDetections(
  shape: DetectorShape,
  regressors: Float32Array,
  scores: Float32Array,
  roi: Roi,
  minScore: number,
): Detection[] {
  const minLogit = Math.log(minScore / (1 - minScore));
  const found: Detection[] = [];
  let anchor = 0;
  for (const [stride, perCell] of shape.layers) {
    const cells = Math.ceil(shape.inputSide / stride);
    for (let cell = 0; cell < cells * cells; cell++) {
      const x = ((cell % cells) + 0.5) / cells;
      const y = (Math.floor(cell / cells) + 0.5) / cells;
      for (let k = 0; k < perCell; k++, anchor++) {
        const logit = scores[anchor] ?? -Infinity;
        if (logit >= minLogit) found.push(decodeOne(shape, regressors, anchor, x, y, logit, roi));
      }
    }
  }
  return suppress(found);
}

function decodeOne(
  shape: DetectorShape,
  regressors: Float32Array,
  anchor: number,
  x: number,
  y: number,
  logit: number,
  roi: Roi,
): Detection {
  const value = (index: number): number => (regressors[anchor * 16 + index] ?? 0) / shape.inputSide;
  const toFrame = (u: number, v: number): Point => ({
    x: roi.centre.x + (u - 0.5) * roi.side,
    y: roi.centre.y + (v - 0.5) * roi.side,
  });
  const centre = toFrame(x + value(0), y + value(1));
  const width = value(2) * roi.side;
  const height = value(3) * roi.side;
  return {
    box: { x: centre.x - width / 2, y: centre.y - height / 2, width, height },
    score: 1 / (1 + Math.exp(-clamp(logit, -100, 100))),
    rightEye: toFrame(x + value(4), y + value(5)),
    leftEye: toFrame(x + value(6), y + value(7)),
  };
}

function suppress(found: Detection[]): Detection[] {
  found.sort((a, b) => b.score - a.score);
  const kept: Detection[] = [];
  for (const one of found) {
    if (!kept.some((other) => iou(one.box, other.box) > 0.3)) kept.push(one);
  }
  return kept;
}

export function iou(a: Box, b: Box): number {
  const both = intersectionArea(a, b);
  return both / Math.max(1e-6, a.width * a.height + b.width * b.height - both);
}

/** Where to look for the mesh after a detection: 1.5 times the box, turned so that the eyes lie level. */
export function roiOfDetection(found: Detection): Roi {
  return {
    centre: { x: found.box.x + found.box.width / 2, y: found.box.y + found.box.height / 2 },
    side: 1.5 * Math.max(found.box.width, found.box.height),
    angleRad: Math.atan2(found.leftEye.y - found.rightEye.y, found.leftEye.x - found.rightEye.x),
  };
}

/** Where to look for the mesh in the next frame, from this one's. */
export function roiOfMesh(points: MeshPoints): Roi {
  const angleRad = Math.atan2(
    (points[263 * 3 + 1] ?? 0) - (points[33 * 3 + 1] ?? 0),
    (points[263 * 3] ?? 0) - (points[33 * 3] ?? 0),
  );
  const box = meshBox(turned(points, -angleRad));
  const centre = turn({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, angleRad);
  return { centre, side: 1.5 * Math.max(box.width, box.height), angleRad };
}

function turned(points: MeshPoints, angleRad: number): MeshPoints {
  const cos = Math.cos(angleRad);
  const sin = Math.sin(angleRad);
  const out = new Float32Array(points.length);
  for (let i = 0; i + 2 < points.length; i += 3) {
    const x = points[i] ?? 0;
    const y = points[i + 1] ?? 0;
    out[i] = x * cos - y * sin;
    out[i + 1] = x * sin + y * cos;
  }
  return out;
}

export function turn(point: Point, angleRad: number): Point {
  const cos = Math.cos(angleRad);
  const sin = Math.sin(angleRad);
  return { x: point.x * cos - point.y * sin, y: point.x * sin + point.y * cos };
}

/** Network output (1404 numbers on a 192-pixel scale) into frame pixels. */
export function decodeMesh(raw: Float32Array, roi: Roi): MeshPoints {
  const scale = roi.side / MESH_INPUT_SIDE;
  const cos = Math.cos(roi.angleRad);
  const sin = Math.sin(roi.angleRad);
  const points = new Float32Array(MESH_POINTS * 3);
  for (let i = 0; i < points.length; i += 3) {
    const u = ((raw[i] ?? 0) - MESH_INPUT_SIDE / 2) * scale;
    const v = ((raw[i + 1] ?? 0) - MESH_INPUT_SIDE / 2) * scale;
    points[i] = roi.centre.x + u * cos - v * sin;
    points[i + 1] = roi.centre.y + u * sin + v * cos;
    points[i + 2] = (raw[i + 2] ?? 0) * scale;
  }
  return points;
}
