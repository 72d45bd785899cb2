import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Box, MeshPoints, Point, Size } from '../../main/core/framing.ts';
import { meshBox } from '../../main/core/framing.ts';
import { fromRgb } from '../../main/core/picture.ts';
import { findMainFace } from '../../main/media/face-track.ts';
import type { FaceNets } from '../../main/media/nets.ts';
import { pyramidOf } from '../../main/media/picture.ts';
import { decodeStill, resizeStill, type Still } from '../../main/media/stills.ts';
import { levelStill } from '../../main/media/warp.ts';

/** The motion repeats after this many frames, so that a clip of any length can be made of it. */
const PERIOD = 150;
const FRAMES_PER_S = 30;
/** The picture is enlarged before it is bent, so that the bending costs no sharpness. */
const ENLARGE = 2;

export interface PuppetPlan {
  readonly picture: string;
  /** Face in the picture's pixels: centre, width, height. */
  readonly face: readonly [number, number, number, number];
  /** How far the head leans in the picture. */
  readonly rollDeg: number;
  readonly aspect: number;
  /** Share of the frame that the face shall fill. */
  readonly share: number;
}

/**
 * Brings a portrait to life in a known way: it turns, nods, blinks and speaks by bending the picture. Writes raw
 * frames into an ffmpeg that makes a film of them. Other people than the two fixture films show are tried that way.
 */
export async function filmPuppet(
  nets: FaceNets,
  ffmpegPath: string,
  plan: PuppetPlan,
  encode: readonly string[],
): Promise<void> {
  const still = await cutPortrait(plan);
  const mesh = await findMainFace(nets, pyramidOf(fromRgb(still.rgb, still, 3)), 1);
  if (!mesh) throw new Error(`no face in ${plan.picture}`);
  const input = `-v error -y -f rawvideo -pix_fmt rgb24 -s ${still.width}x${still.height} -r ${FRAMES_PER_S} -i pipe:0`;
  const child = spawn(ffmpegPath, [...input.split(' '), ...encode], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  for (let frame = 0; frame < PERIOD; frame++) {
    const rgb = bend(still, mesh.points, frame / PERIOD);
    if (!child.stdin.write(rgb)) await new Promise((resolve) => child.stdin.once('drain', resolve));
  }
  child.stdin.end();
  if ((await ended) !== 0) throw new Error(`ffmpeg could not film ${plan.picture}`);
}

/** The part of the picture that the camera sees, levelled and enlarged; edges are repeated where it ends. */
async function cutPortrait(plan: PuppetPlan): Promise<Still> {
  const decoded = await decodeStill(new Uint8Array(await readFile(plan.picture)));
  if (!decoded.ok) throw new Error(plan.picture);
  const [x, y, width, height] = plan.face;
  const level =
    plan.rollDeg === 0 ? decoded.value : levelStill(decoded.value, { x, y }, (plan.rollDeg * Math.PI) / 180);
  const frameHeight = Math.sqrt((width * height) / plan.share / plan.aspect);
  const size = { width: Math.round(frameHeight * plan.aspect), height: Math.round(frameHeight) };
  const cut = cutRepeating(level, x - size.width / 2, y - size.height / 2, size);
  const even = (side: number): number => Math.round((side * ENLARGE) / 2) * 2;
  return resizeStill(cut, { width: even(size.width), height: even(size.height) });
}

function cutRepeating(still: Still, left: number, top: number, size: Size): Still {
  const rgb = new Uint8Array(size.width * size.height * 3);
  for (let row = 0, to = 0; row < size.height; row++) {
    const y = clampTo(Math.round(top) + row, still.height - 1);
    for (let column = 0; column < size.width; column++, to += 3) {
      const from = (y * still.width + clampTo(Math.round(left) + column, still.width - 1)) * 3;
      rgb[to] = still.rgb[from] ?? 0;
      rgb[to + 1] = still.rgb[from + 1] ?? 0;
      rgb[to + 2] = still.rgb[from + 2] ?? 0;
    }
  }
  return { ...size, rgb };
}

function clampTo(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}

/** One frame at `phase` (0..1) of the period: where each pixel comes from. */
function bend(still: Still, points: MeshPoints, phase: number): Uint8Array {
  const box = meshBox(points);
  const pose = poseAt(phase);
  const eyes = [middle(points, 33, 133), middle(points, 362, 263)];
  const mouth = middle(points, 13, 14);
  const rgb = new Uint8Array(still.rgb.length);
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  for (let row = 0, to = 0; row < still.height; row++) {
    for (let column = 0; column < still.width; column++, to += 3) {
      // The way back: sway and lean of the whole picture, then the head's own turn, then eyes and jaw.
      const dx = (column - centre.x) / pose.zoom;
      const dy = (row - centre.y) / pose.zoom;
      let x = centre.x + dx * pose.cos + dy * pose.sin - pose.swayX * box.width;
      let y = centre.y + dy * pose.cos - dx * pose.sin - pose.swayY * box.height;
      const relief = reliefAt((x - centre.x) / box.width, (y - centre.y) / box.height);
      x -= pose.turn * relief * box.width;
      y -= pose.nod * relief * box.height;
      for (const eye of eyes) y += squash(x, y, eye, box, pose.blink);
      y -= jaw(x, y, mouth, box, pose.speak);
      sample(still, x, y, rgb, to);
    }
  }
  return rgb;
}

interface PuppetPose {
  readonly swayX: number;
  readonly swayY: number;
  readonly zoom: number;
  readonly cos: number;
  readonly sin: number;
  readonly turn: number;
  readonly nod: number;
  readonly blink: number;
  readonly speak: number;
}

/** Shares of the face's width and height; what a sitting person does in five seconds. */
function poseAt(phase: number): PuppetPose {
  const wave = (cycles: number, shift: number): number => Math.sin(2 * Math.PI * (cycles * phase + shift));
  const lean = 0.02 * wave(1, 0.2);
  const blinks = [0.22, 0.61, 0.88].map((at) => Math.max(0, 1 - Math.abs(phase - at) / 0.025));
  return {
    swayX: 0.025 * wave(1, 0) + 0.008 * wave(3, 0.3),
    swayY: 0.015 * wave(2, 0.1),
    zoom: 1 + 0.015 * wave(1, 0.4),
    cos: Math.cos(lean),
    sin: Math.sin(lean),
    turn: 0.035 * wave(2, 0.35),
    nod: 0.02 * wave(3, 0.6),
    blink: Math.max(...blinks),
    speak: 0.05 * Math.max(0, wave(4, 0) * wave(1, 0)),
  };
}

/** The nose stands out most: how far a point of the head moves when it turns. */
function reliefAt(u: number, v: number): number {
  const radius = (u / 0.62) ** 2 + (v / 0.7) ** 2;
  return radius >= 1
    ? 0
    : (1 - radius) ** 1.5 + 0.6 * Math.exp(-((u / 0.12) ** 2 + ((v - 0.08) / 0.16) ** 2));
}

/** Eyelids: the eye is pressed flat around its middle line. */
function squash(x: number, y: number, eye: Point, box: Box, amount: number): number {
  if (amount === 0) return 0;
  const u = (x - eye.x) / (box.width * 0.16);
  const v = (y - eye.y) / (box.height * 0.07);
  return Math.exp(-(u * u) - v * v) * (y - eye.y) * 1.8 * amount;
}

/** Everything below the lips goes down, fading towards the neck. */
function jaw(x: number, y: number, mouth: Point, box: Box, amount: number): number {
  const v = (y - mouth.y) / box.height;
  if (amount === 0 || v <= 0) return 0;
  const u = (x - mouth.x) / (box.width * 0.4);
  const open = Math.min(1, v / 0.02);
  return amount * box.height * open * Math.exp(-u * u) * Math.max(0, 1 - v / 0.4);
}

function middle(points: MeshPoints, a: number, b: number): Point {
  const at = (index: number): number => points[index] ?? 0;
  return { x: (at(a * 3) + at(b * 3)) / 2, y: (at(a * 3 + 1) + at(b * 3 + 1)) / 2 };
}

function sample({ rgb, width, height }: Still, x: number, y: number, out: Uint8Array, to: number): void {
  const cx = clampTo(x, width - 1.001);
  const cy = clampTo(y, height - 1.001);
  const left = Math.floor(cx);
  const top = Math.floor(cy);
  const fx = cx - left;
  const fy = cy - top;
  const a = (top * width + left) * 3;
  const b = a + width * 3;
  for (let k = 0; k < 3; k++) {
    const upper = rgb[a + k] + (rgb[a + 3 + k] - rgb[a + k]) * fx;
    const lower = rgb[b + k] + (rgb[b + 3 + k] - rgb[b + k]) * fx;
    out[to + k] = upper + (lower - upper) * fy + 0.5;
  }
}
