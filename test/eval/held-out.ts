import { type Base, bases, CAP12 } from './bases.ts';
import { CLASSIC, crf, group, kbps, kit, clm, puppet, SENSOR, UPRIGHT, WIDE } from './puppet-bases.ts';
import {
  backlit,
  blur,
  cover,
  type Degradation,
  far,
  farAway,
  lasting,
  lost,
  low,
  second,
  simple,
  slide,
  slow,
  spotlight,
  STILL,
  walkOut,
} from './ways.ts';

/**
 * What no limit was set with: other people, another part of the film, other strengths and other ways. Whoever
 * changes a limit because of what is seen here has to say so in resources/docs/thresholds.md, and find others.
 */
const [film] = bases;
export const heldOutBases: readonly Base[] = [
  ...(film === undefined
    ? []
    : [{ ...film, name: 'j', file: CAP12, startS: 22, face: [203, 176, 101, 126] as const, height: 960 }]),
  puppet('threeRight', group(3), [1584, 448, 222, 252], -4, WIDE, 'null', crf(22)),
  puppet('fiveTop', group(5), [863, 230, 173, 205], 9, CLASSIC, 'null', kbps(3500)),
  puppet('sixSecond', group(6), [775, 494, 212, 257], -5, UPRIGHT, 'eq=gamma=1.1', kbps(3000)),
  puppet('joconde', clm('joconde'), [363, 291, 191, 226], -1, CLASSIC, SENSOR, crf(23)),
];

export const heldOutWays: readonly Degradation[] = [
  ...[0.37, 0.25, 0.15].map((gain) => simple(`dark${gain}`, '406', `lutyuv=y='16+(val-16)*${gain}'`)),
  simple('darkCurve', '406', 'eq=gamma=.3:brightness=-.02'),
  // Noise of a base must not make the file too large; what is burnt out whole shows no face any more.
  {
    ...simple('bright3', '406', "lutyuv=y='min(235,16+(val-16)*3)'"),
    quality: ['-b:v', '4M'],
  },
  {
    ...simple('bright4.2', '406', "lutyuv=y='min(235,16+(val-16)*4.2)'"),
    codes: ['406', '410'],
    quality: ['-b:v', '4M'],
  },
  backlit('backlit', 0.35, 205),
  spotlight('spotlight', 0.45, 0.45, 0.1, 0.18),
  cover('maskGreen', 0.06, 0.54, 0.88, 0.48, '0x3c6e50'),
  cover('maskSkin', 0.1, 0.55, 0.8, 0.45, '0xd9a98c'),
  cover('blindfold', -0.02, 0.18, 1.04, 0.24, '0x202020'),
  // From the brows to the chin: covered, or no face any more.
  { ...cover('coverMost', -0.05, 0.2, 1.1, 0.7, '0x6a6258'), codes: ['406', '410'] },
  blur(8.5),
  blur(13),
  blur(20),
  { name: 'blurBox', codes: ['412'], filter: (base) => `boxblur=${Math.round(base.height / 45)}:1` },
  {
    name: 'blurDown',
    codes: ['412'],
    filter: (base) => `avgblur=sizeX=1:sizeY=${Math.round(base.height / 24)}`,
  },
  {
    name: 'blurNoise',
    codes: ['412'],
    filter: (base) => `gblur=sigma=${base.height / 60},noise=alls=6:allf=t`,
    quality: ['-b:v', '5M'],
  },
  simple('still', '413', STILL(5.5)),
  { ...simple('stillNoise', '413', `${STILL(5.5)},noise=alls=8:allf=t`), quality: ['-b:v', '6M'] },
  simple('stillMost', '413', "select='lt(n,25)+gt(n,140)',setpts='if(lt(N,25),N,N+115)/30/TB',fps=30"),
  moved('stillSway', "'0.01*sin(1.7*t)'", 24, 16),
  moved('stillTurn', "'0.05*sin(0.9*t)'", 10, 10),
  slide('outRight', 0.2, 0),
  slide('outLeft', -0.4, 0),
  slide('outTop', 0, -0.25),
  slide('outCorner', -0.15, 0.18),
  walkOut('walkSlow', 0.6, 7),
  farAway(0.08),
  far(0.18),
  far(0.22),
  far(0.27),
  second('twoLarge', 'avatar', '140:180:130:55', 0.42, 0.01, 0.03),
  second('twoMiddle', 'marc', '180:240:110:90', 0.28, 0.99, 0.4),
  second('twoLow', 'card-profile4-square', '170:190:190:85', 0.32, 0.01, 0.97),
  {
    name: 'twoBeside',
    codes: ['408'],
    filter: (base) =>
      `split[a][b];[b]scale=iw*.42:-2,hflip[s];[a][s]overlay=x=main_w-overlay_w*.8:y=main_h*.05,scale=${base.width}:${base.height}`,
  },
  lost(0.7, 2.2),
  lost(1.6, 0.8),
  lost(3.2, 1.9),
  {
    ...simple('noFaceGrey', '410', 'drawbox=x=0:y=0:w=iw:h=ih:color=0x8a8f94:t=fill,noise=alls=5:allf=t'),
    quality: ['-b:v', '4M'],
  },
  {
    name: 'noFaceCorner',
    codes: ['410'],
    filter: (base) =>
      `crop=iw/8:ih/8:iw*7/8:0,scale=${base.width}:${base.height},crop=iw*.9:ih*.9:0:'ih*.05*(1+sin(t))',scale=${base.width}:${base.height}`,
  },
  lasting('short4', 4),
  lasting('long7', 7),
  ...[12, 18, 23].map(slow),
  ...[480, 640].map(low),
];

/** A frame held for good and moved as a hand moves a photograph: turned by `turn`, swayed by so many pixels. */
function moved(name: string, turn: string, x: number, y: number): Degradation {
  return {
    name,
    codes: ['413'],
    filter: (base) =>
      [
        STILL(5.5),
        `scale=${Math.round(base.width * 0.56) * 2}:-2`,
        `rotate=${turn}:fillcolor=0x8a8480`,
        `crop=${base.width}:${base.height}:'(iw-ow)/2+${x}*sin(1.3*t)':'(ih-oh)/2+${y}*sin(1.9*t+1)'`,
      ].join(','),
  };
}

type Kind = readonly [name: string, filter: string, quality: readonly string[] | null, lengthS: number];

/** Clean all the same: what cheap cameras and ordinary rooms make of a face. */
export const heldOutClean: readonly Kind[] = [
  ['clean', 'null', null, 5.5],
  ['cleanGrain', 'noise=alls=12:allf=t', ['-b:v', '6M'], 5.5],
  ['cleanGrainCheap', 'noise=alls=10:allf=t', ['-b:v', '2M'], 5.2],
  ['cleanDimGrain', "lutyuv=y='16+(val-16)*.75',noise=alls=6:allf=t", ['-b:v', '4M'], 5.8],
  ['cleanWarm', 'colorbalance=rs=.15:bs=-.15,eq=contrast=1.1', null, 5.1],
  ['cleanSoft', 'gblur=sigma=1.5', null, 5.5],
  ['cleanLowRate', 'null', ['-b:v', '1100k'], 5.9],
];

/** People who look aside or down, from pictures; the first six were in view as still pictures when the limit was set. */
export const turnedBases: readonly Base[] = [
  puppet('turned33', kit('card-profile5-square'), [161, 159, 129, 151], -7, WIDE, 'null', crf(22)),
  puppet('turnedLeft34', kit('card-profile6-square'), [269, 197, 116, 137], 15, CLASSIC, 'null', crf(22)),
  puppet('turned26', kit('camp'), [207, 177, 142, 164], -12, CLASSIC, 'null', kbps(3500)),
  puppet('turned23', kit('card-profile1-square'), [128, 167, 112, 134], -5, CLASSIC, 'null', crf(22)),
  puppet('turnedGlasses27', kit('kendall'), [220, 214, 160, 191], 3, UPRIGHT, 'null', crf(22)),
  puppet('turnedDown27', kit('card-profile2-square'), [79, 236, 140, 154], -24, CLASSIC, 'null', crf(22)),
];
export const heldOutTurned: readonly Base[] = [
  puppet('fiveLeft30', group(5), [681, 552, 172, 211], 0, WIDE, 'null', crf(22)),
  puppet('fourLeft33', group(4), [331, 330, 180, 213], -23, CLASSIC, 'null', kbps(3500)),
  puppet('fourThird28', group(4), [1072, 314, 173, 200], 5, CLASSIC, 'null', crf(22)),
  puppet('oneLeft29', group(1), [511, 492, 183, 208], 1, UPRIGHT, 'null', crf(22)),
  puppet('twoDown31', group(2), [1546, 287, 213, 208], -18, CLASSIC, 'null', crf(22)),
];

export const turnedKinds: readonly Kind[] = [
  ['plain', 'null', null, 5.5],
  ['mirrored', 'hflip', ['-b:v', '1800k'], 5.2],
  ['dim', "lutyuv=y='16+(val-16)*.85',noise=alls=5:allf=t", ['-b:v', '4M'], 5.8],
];
