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

export const faces = 'material-kit-2.0.4/assets/img/faces';
export const simple = (name: string, code: string, filter: string): Degradation => ({
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

export const cover = (
  name: string,
  x: number,
  y: number,
  w: number,
  h: number,
  colour: string,
): Degradation => ({
  name,
  codes: ['406'],
  filter: (base) => coverFace(base, x, y, w, h, colour),
});

/** Slides the picture until these shares of the face lie beyond the edge: right and down are positive. */
export const slide = (name: string, x: number, y: number): Degradation => ({
  name,
  codes: ['423'],
  filter: (base) => {
    const face = faceBox(base);
    const way = (share: number, gap: number, side: number): number =>
      share === 0 ? 0 : Math.sign(share) * (gap + Math.abs(share) * side);
    const dx = Math.round(way(x, face.x, face.w) * base.width);
    const dy = Math.round(way(y, face.y, face.h) * base.height);
    const size = `${base.width + 2 * Math.abs(dx)}:${base.height + 2 * Math.abs(dy)}`;
    return `pad=${size}:${Math.abs(dx)}:${Math.abs(dy)}:color=0x807870,crop=${base.width}:${base.height}:${Math.abs(dx) - dx}:${Math.abs(dy) - dy}`;
  },
});

/** Walks out of the picture and comes back. */
export const walkOut = (name: string, reach: number, periodS: number): Degradation => ({
  name,
  codes: ['423'],
  filter: (base) =>
    `pad=${base.width * 3}:${base.height}:${base.width}:0:color=0x807870,crop=${base.width}:${base.height}:'${base.width}+${base.width}*${reach}*max(0,sin(2*PI*(t-1)/${periodS}))':0`,
});

export const second = (
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
    // An upright picture has no room beside the customer for one of this height.
    const height = Math.round(heightShare * Math.min(base.height, base.width * 0.75));
    return `[1:v]crop=${crop},scale=-2:${height}[p];[0:v][p]overlay=x='(main_w-overlay_w)*${x}+6*sin(3*t)':y='(main_h-overlay_h)*${y}'[out]`;
  },
});

/** Drawn once, in luma 0 to 255, and held: per-pixel expressions on every frame take minutes a clip. */
const drawnOnce = (base: Base, luma: string): string =>
  `color=black:s=${base.width}x${base.height}:r=30:d=0.04,format=yuv420p,geq=lum='${luma}':cb=128:cr=128,loop=-1:1`;
const OVAL = 'exp(-pow((X/W-.5)/.26,4)-pow((Y/H-.5)/.42,4))';

/** A dark face in an oval before a bright field. */
export const backlit = (name: string, gain: number, field: number): Degradation => ({
  name,
  codes: ['406'],
  filter: (base) =>
    [
      `lutyuv=y='16+(val-16)*${gain}'[dark]`,
      `color=black:s=${base.width}x${base.height}:r=30,format=yuv420p,lutyuv=y=${Math.min(235, 16 + field)}[field]`,
      `${drawnOnce(base, `255*(1-${OVAL})`)}[mask]`,
      `[dark][field][mask]maskedmerge=planes=1`,
    ].join(';'),
});

/** A lamp on the face: centre and reach in shares of the frame. */
export const spotlight = (name: string, x: number, y: number, rx: number, ry: number): Degradation => ({
  name,
  codes: ['406'],
  filter: (base) =>
    [
      `null[face]`,
      `${drawnOnce(base, `min(255,260*exp(-pow((X/W-${x})/${rx},2)-pow((Y/H-${y})/${ry},2)))`)}[lamp]`,
      `[face][lamp]blend=c0_mode=addition:c1_mode=normal:c2_mode=normal:shortest=1,lutyuv=y='min(235,val)'`,
    ].join(';'),
});

export const STILL = (seconds: number): string =>
  `trim=end_frame=1,loop=loop=${Math.round(seconds * 30)}:size=1,setpts=N/30/TB,fps=30`;

export const blur = (sigma: number): Degradation => ({
  name: `blur${sigma}`,
  codes: ['412'],
  filter: (base) => `gblur=sigma=${((sigma * base.height) / 720).toFixed(1)}`,
});
/** So far that the film has no more around it: a plain room is put there. */
export const farAway = (share: number): Degradation => ({
  name: `small${share}`,
  codes: ['411'],
  filter: (base) =>
    `scale=iw*${Math.sqrt(share / 0.14).toFixed(2)}:-2,pad=${base.width}:${base.height}:-1:-1:color=0x807870`,
  share: 0.14,
});
export const far = (share: number): Degradation => ({
  name: `small${share}`,
  codes: ['411'],
  filter: () => 'null',
  share,
});
export const lost = (seconds: number, fromS: number): Degradation =>
  simple(
    `lost${seconds}`,
    '410',
    `drawbox=enable='between(t,${fromS},${fromS + seconds})':x=0:y=0:w=iw:h=ih:color=0x302c28:t=fill`,
  );
export const slow = (rate: number): Degradation => ({
  name: `fps${rate}`,
  codes: ['409'],
  filter: () => `fps=${rate}`,
  framesPerSecond: rate,
});
export const low = (side: number): Degradation => ({
  name: `low${side}`,
  codes: ['409'],
  filter: (base) => `scale=${base.width >= base.height ? `-2:${side}` : `${side}:-2`}`,
});
export const lasting = (name: string, lengthS: number): Degradation => ({
  name,
  codes: ['409'],
  filter: () => 'null',
  lengthS,
});
