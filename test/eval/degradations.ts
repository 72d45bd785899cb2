import type { Base } from './bases.ts';

/** One way to spoil a clip, and the codes the service may rightly give it. */
export interface Degradation {
  readonly name: string;
  readonly codes: readonly string[];
  /** Filter after the base's own; may use the base's size. */
  readonly filter: (base: Base) => string;
  /** A second input: a picture below the fixtures folder; the filter is then a graph from [0:v] and [1:v] to [out]. */
  readonly picture?: string;
  /** Another share of the face than the base's. */
  readonly share?: number;
  readonly lengthS?: number;
  readonly framesPerSecond?: number;
  readonly quality?: readonly string[];
  readonly size?: readonly [number, number];
}

const faces = 'material-kit-2.0.4/assets/img/faces';
const simple = (name: string, code: string, filter: string): Degradation => ({
  name,
  codes: [code],
  filter: () => filter,
});
const px = (base: Base, x: number, y: number, w: number, h: number): string =>
  `x=${Math.round(x * base.width)}:y=${Math.round(y * base.height)}:w=${Math.round(w * base.width)}:h=${Math.round(h * base.height)}`;

/** The face box of a base in shares of its frame. */
export function faceBox(base: Base): { x: number; y: number; w: number; h: number } {
  const aspect = base.face[2] / base.face[3];
  const frame = base.width / base.height;
  const h = Math.min(0.97, Math.sqrt((base.share * frame) / aspect));
  const w = base.share / h;
  return { x: 0.5 - w / 2, y: 0.5 - h / 2, w, h };
}

function coverFace(base: Base, x: number, y: number, w: number, h: number, colour: string): string {
  const face = faceBox(base);
  return `drawbox=${px(base, face.x + x * face.w, face.y + y * face.h, w * face.w, h * face.h)}:color=${colour}:t=fill`;
}

const cover = (name: string, x: number, y: number, w: number, h: number, colour: string): Degradation => ({
  name,
  codes: ['406'],
  filter: (base) => coverFace(base, x, y, w, h, colour),
});

/** Slides the picture so that the face is cut by an edge: shares of the frame. */
const slide = (name: string, x: number, y: number): Degradation => ({
  name,
  codes: ['423'],
  filter: (base) => {
    const dx = Math.round(x * base.width);
    const dy = Math.round(y * base.height);
    const size = `${base.width + 2 * Math.abs(dx)}:${base.height + 2 * Math.abs(dy)}`;
    return `pad=${size}:${Math.abs(dx)}:${Math.abs(dy)}:color=0x807870,crop=${base.width}:${base.height}:${Math.abs(dx) - dx}:${Math.abs(dy) - dy}`;
  },
});

/** Walks out of the picture and comes back. */
const walkOut = (name: string, reach: number, periodS: number): Degradation => ({
  name,
  codes: ['423'],
  filter: (base) =>
    `pad=${base.width * 3}:${base.height}:${base.width}:0:color=0x807870,crop=${base.width}:${base.height}:'${base.width}+${base.width}*${reach}*max(0,sin(2*PI*(t-1)/${periodS}))':0`,
});

const second = (
  name: string,
  picture: string,
  crop: string,
  heightShare: number,
  x: number,
  y: number,
): Degradation => ({
  name,
  codes: ['408'],
  picture: `${faces}/${picture}.jpg`,
  filter: (base) => {
    const height = Math.round(heightShare * base.height);
    return `[1:v]crop=${crop},scale=-2:${height}[p];[0:v][p]overlay=x='(main_w-overlay_w)*${x}+6*sin(3*t)':y='(main_h-overlay_h)*${y}'[out]`;
  },
});

/** A bright or dark field with a soft elliptic hole or centre, by one small mask scaled up. */
const field = (name: string, luma: string, code = '406'): Degradation => ({
  name,
  codes: [code],
  filter: () => `geq=lum='${luma}':cb='cb(X,Y)':cr='cr(X,Y)'`,
});
const OVAL = 'exp(-pow((X/W-.5)/.26,4)-pow((Y/H-.5)/.42,4))';

const STILL = (seconds: number): string =>
  `trim=end_frame=1,loop=loop=${Math.round(seconds * 30)}:size=1,setpts=N/30/TB,fps=30`;

export const degradations: readonly Degradation[] = [
  ...[0.42, 0.3, 0.2, 0.1].map((gain) => simple(`dark${gain}`, '406', `lutyuv=y='16+(val-16)*${gain}'`)),
  simple('darkGamma', '406', 'eq=gamma=.35'),
  {
    ...simple('darkNoise', '406', "lutyuv=y='16+(val-16)*.25',noise=alls=10:allf=t"),
    quality: ['-b:v', '5M'],
  },
  ...[2.6, 3.5].map((gain) => simple(`bright${gain}`, '406', `lutyuv=y='min(235,16+(val-16)*${gain})'`)),
  simple('brightLift', '406', "lutyuv=y='min(235,val+125)'"),
  ...[7, 10, 16, 26].map((sigma): Degradation => ({
    name: `blur${sigma}`,
    codes: ['412'],
    filter: (base) => `gblur=sigma=${((sigma * base.height) / 720).toFixed(1)}`,
  })),
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
  slide('outRight', 0.36, 0),
  slide('outLeft', -0.34, 0),
  slide('outBottom', 0, 0.22),
  slide('outTop', 0, -0.2),
  slide('outCorner', 0.3, 0.15),
  walkOut('walkHalf', 0.42, 4),
  walkOut('walkAway', 1, 5),
  ...[0.06, 0.1].map((share): Degradation => ({
    name: `small${share}`,
    codes: ['411'],
    filter: (base) =>
      `scale=iw*${Math.sqrt(share / 0.14).toFixed(2)}:-2,pad=${base.width}:${base.height}:-1:-1:color=0x807870`,
    share: 0.14,
  })),
  ...[0.16, 0.2, 0.25].map((share): Degradation => ({
    name: `small${share}`,
    codes: ['411'],
    filter: () => 'null',
    share,
  })),
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
  ...[0.5, 1, 2.5].map((seconds) =>
    simple(
      `lost${seconds}`,
      '410',
      `drawbox=enable='between(t,1.5,${1.5 + seconds})':x=0:y=0:w=iw:h=ih:color=0x302c28:t=fill`,
    ),
  ),
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
  field('backlit', `clip(16+(lum(X,Y)-16)*(.42*${OVAL})+(1-${OVAL})*225,16,235)`),
  field('backlitStrong', `clip(16+(lum(X,Y)-16)*(.28*${OVAL})+(1-${OVAL})*235,16,235)`),
  field('spotlight', `clip(lum(X,Y)+260*exp(-pow((X/W-.56)/.09,2)-pow((Y/H-.52)/.16,2)),16,235)`),
  { name: 'short3', codes: ['409'], filter: () => 'null', lengthS: 3 },
  { name: 'short4.8', codes: ['409'], filter: () => 'null', lengthS: 4.8 },
  { name: 'long6.4', codes: ['409'], filter: () => 'null', lengthS: 6.4 },
  { name: 'long9', codes: ['409'], filter: () => 'null', lengthS: 9 },
  ...[10, 15, 20, 24].map((rate): Degradation => ({
    name: `fps${rate}`,
    codes: ['409'],
    filter: () => `fps=${rate}`,
    framesPerSecond: rate,
  })),
  {
    name: 'low360',
    codes: ['409'],
    filter: (base) => `scale=${base.width >= base.height ? '-2:360' : '360:-2'}`,
  },
  {
    name: 'low540',
    codes: ['409'],
    filter: (base) => `scale=${base.width >= base.height ? '-2:540' : '540:-2'}`,
  },
  { name: 'heavy', codes: ['409'], filter: () => 'noise=alls=40:allf=t', quality: ['-crf', '4'] },
];
