import {
  type Degradation,
  backlit,
  blur,
  cover,
  faces,
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

/** Every way a clip is spoilt in the set that limits were set with. */
export const degradations: readonly Degradation[] = [
  ...[0.42, 0.3, 0.2, 0.1].map((gain) => simple(`dark${gain}`, '406', `lutyuv=y='16+(val-16)*${gain}'`)),
  simple('darkGamma', '406', 'eq=gamma=.35'),
  {
    ...simple('darkNoise', '406', "lutyuv=y='16+(val-16)*.25',noise=alls=10:allf=t"),
    quality: ['-b:v', '5M'],
  },
  ...[2.6, 3.5].map((gain) => simple(`bright${gain}`, '406', `lutyuv=y='min(235,16+(val-16)*${gain})'`)),
  simple('brightLift', '406', "lutyuv=y='min(235,val+125)'"),
  ...[7, 10, 16, 26].map(blur),
  { name: 'blurBox', codes: ['412'], filter: (base) => `boxblur=${Math.round(base.height / 55)}:2` },
  {
    name: 'blurTiny',
    codes: ['412'],
    filter: (base) =>
      `scale=${Math.round(base.width / 22) * 2}:-2:flags=bilinear,scale=${base.width}:${base.height}:flags=bicubic`,
  },
  {
    name: 'blurLowRate',
    codes: ['412'],
    filter: (base) => `gblur=sigma=${base.height / 80}`,
    quality: ['-b:v', '700k'],
  },
  {
    name: 'blurMotion',
    codes: ['412'],
    filter: (base) => `avgblur=sizeX=${Math.round(base.height / 26)}:sizeY=1`,
  },
  simple('still', '413', STILL(5.5)),
  { name: 'stillLowRate', codes: ['413'], filter: () => STILL(5.5), quality: ['-b:v', '600k'] },
  { ...simple('stillNoise', '413', `${STILL(5.5)},noise=alls=5:allf=t`), quality: ['-b:v', '6M'] },
  simple('stillMost', '413', "select='lt(n,40)+gt(n,158)',setpts='if(lt(N,40),N,N+118)/30/TB',fps=30"),
  {
    name: 'stillPhoto',
    codes: ['413'],
    picture: `${faces}/marc.jpg`,
    filter: (base) =>
      `[1:v]crop=${base.width >= base.height ? '330:185:35:112' : '185:330:108:40'},scale=${base.width}:${base.height},loop=loop=-1:size=1,setpts=N/30/TB,trim=duration=5.5,fps=30[out]`,
  },
  slide('outRight', 0.32, 0),
  slide('outLeft', -0.28, 0),
  slide('outBottom', 0, 0.2),
  slide('outTop', 0, -0.18),
  slide('outCorner', 0.22, 0.12),
  walkOut('walkHalf', 0.42, 4),
  walkOut('walkAway', 1, 5),
  ...[0.06, 0.1].map(farAway),
  ...[0.16, 0.2, 0.25].map(far),
  second('twoLarge', 'marc', '180:240:110:90', 0.4, 0.99, 0.02),
  second('twoMiddle', 'christian', '150:190:145:85', 0.26, 0.01, 0.05),
  second('twoLow', 'marc', '180:240:110:90', 0.3, 0.99, 0.98),
  second('twoTurned', 'camp', '190:220:110:70', 0.3, 0, 0.9),
  {
    name: 'twoBriefly',
    codes: ['408'],
    picture: `${faces}/christian.jpg`,
    filter: (base) =>
      `[1:v]crop=150:190:145:85,scale=-2:${Math.round(0.34 * base.height)}[p];[0:v][p]overlay=x=main_w-overlay_w:y=10:enable='between(t,2,3.6)'[out]`,
  },
  {
    name: 'twoMirrored',
    codes: ['408'],
    filter: (base) =>
      `split[a][b];[a]crop=iw/2:ih:iw/4:0[l];[b]crop=iw/2:ih:iw/4:0,hflip[r];[l][r]hstack,scale=${base.width}:${base.height}`,
  },
  {
    name: 'twoMirroredSmall',
    codes: ['408'],
    filter: (base) =>
      `scale=iw/2:-2,split[a][b];[b]hflip[r];[a][r]hstack,pad=${base.width}:${base.height}:0:(oh-ih)/2:color=0x807870`,
  },
  {
    ...simple('noFaceCovered', '410', 'drawbox=x=0:y=0:w=iw:h=ih:color=0x555049:t=fill,noise=alls=12:allf=t'),
    quality: ['-b:v', '5M'],
  },
  {
    name: 'noFaceWall',
    codes: ['410'],
    filter: (base) =>
      `crop=iw/9:ih/9:0:0,scale=${base.width}:${base.height},crop=iw*.9:ih*.9:'iw*.05*(1+sin(t))':0,scale=${base.width}:${base.height}`,
  },
  {
    // Sixteen by twelve fields: hardly a face, and nothing but blurred if it is one.
    name: 'mosaic',
    codes: ['412', '410'],
    filter: () => 'scale=16:12,scale=1280:720:flags=bicubic',
  },
  ...[0.5, 1, 2.5].map((seconds) => lost(seconds, 1.5)),
  {
    name: 'lostCut',
    codes: ['410'],
    filter: (base) =>
      `split[a][b];[b]crop=iw/9:ih/9:0:0,scale=${base.width}:${base.height}[w];[a][w]overlay=enable='gt(t,3.8)'`,
  },
  cover('mask', 0.08, 0.52, 0.84, 0.5, '0x5a96d2'),
  cover('maskWhite', 0.05, 0.5, 0.9, 0.55, '0xe8e8e8'),
  cover('maskBlack', 0.05, 0.54, 0.9, 0.5, '0x181818'),
  cover('coverUpper', -0.05, -0.05, 1.1, 0.5, '0x50381f'),
  cover('coverLeft', -0.05, -0.05, 0.58, 1.1, '0x303840'),
  cover('coverRight', 0.47, -0.05, 0.6, 1.1, '0xb08c74'),
  backlit('backlit', 0.42, 225),
  backlit('backlitStrong', 0.28, 235),
  spotlight('spotlight', 0.56, 0.52, 0.09, 0.16),
  lasting('short3', 3),
  lasting('short4.8', 4.8),
  lasting('long6.4', 6.4),
  lasting('long9', 9),
  ...[10, 15, 20, 24].map(slow),
  ...[360, 540].map(low),
  { name: 'heavy', codes: ['409'], filter: () => 'noise=alls=40:allf=t', quality: ['-crf', '4'] },
];
