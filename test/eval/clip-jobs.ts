import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadFaceAssets } from '../../main/media/models.ts';
import { type FaceNets, loadFaceNets } from '../../main/media/nets.ts';
import { readSetup } from '../support/setup-manifest.ts';
import { type Base, frameBase, showBase } from './bases.ts';
import { oddities, type Oddity } from './oddities.ts';
import { filmPuppet } from './puppet.ts';
import { faceStills, stillFilter } from './stills-set.ts';
import type { Degradation } from './ways.ts';

const run = promisify(execFile);
const fixture = (path: string): string => join(readSetup().fixturesDir, path);

/** One clip of the set and the ffmpeg commands that make it from its base's film. */
export interface Clip {
  readonly file: string;
  readonly codes: readonly string[];
  readonly base: Base | null;
  readonly share: number;
  /** What the commands depend on, so that a changed recipe is made anew. */
  readonly recipe: unknown;
  readonly commands: (film: string | null, dir: string) => readonly (readonly string[])[];
}

const X264 = ['-an', '-c:v', 'libx264', '-preset', 'ultrafast'];
const encode = (quality: readonly string[]): readonly string[] => [
  ...X264,
  ...quality,
  '-pix_fmt',
  'yuv420p',
  '-movflags',
  '+faststart',
];

/** The framed, unspoilt film of a base, near-lossless; made once for all its clips. */
const FILM = [...X264, '-qp', '14', '-pix_fmt', 'yuv420p'];
/** The longest recipe, with what filters with a delay swallow. */
const FILM_S = 9.6;
let engine: Promise<FaceNets> | null = null;

export async function filmBase(base: Base, share: number, dir: string, ffmpegPath: string): Promise<string> {
  // By what it is made of, so that a changed base is filmed anew.
  const mark = createHash('sha256')
    .update(JSON.stringify([base, FILM]))
    .digest('hex')
    .slice(0, 8);
  const path = join(dir, '.bases', `${base.name}_${share}_${mark}.mp4`);
  if (existsSync(path)) return path;
  const making = `${path}.part.mp4`;
  if (base.startS === null) await filmPortrait(base, share, ffmpegPath, making);
  else {
    const from = ['-ss', String(base.startS), '-t', String(FILM_S), '-i', fixture(base.file)];
    const how = ['-vf', frameBase(base, share), ...FILM, making];
    await run(ffmpegPath, ['-v', 'error', '-y', '-nostdin', ...from, ...how]);
  }
  await rename(making, path);
  return path;
}

async function filmPortrait(base: Base, share: number, ffmpegPath: string, path: string): Promise<void> {
  engine ??= startEngine();
  const plan = {
    picture: fixture(base.file),
    face: base.face,
    rollDeg: base.rollDeg ?? 0,
    aspect: base.width / base.height,
    share,
  };
  const once = `${path}.once.mp4`;
  if (!existsSync(once)) await filmPuppet(await engine, ffmpegPath, plan, [...FILM, once]);
  const twice = ['-stream_loop', '1', '-i', once, '-t', String(FILM_S), '-vf', showBase(base), ...FILM, path];
  await run(ffmpegPath, ['-v', 'error', '-y', '-nostdin', ...twice]);
}

async function startEngine(): Promise<FaceNets> {
  const assets = loadFaceAssets(null);
  if (!assets.ok) throw new Error(assets.failure.detail);
  return loadFaceNets(assets.value);
}

type Kind = readonly [name: string, filter: string, quality: readonly string[] | null, lengthS: number];

const CLEAN: readonly Kind[] = [
  ['clean', 'null', null, 5.5],
  ['cleanLowRate', 'null', ['-b:v', '900k'], 5.1],
  ['cleanDim', "lutyuv=y='16+(val-16)*.82'", null, 5.9],
  ['cleanNoise', 'noise=alls=8:allf=t', ['-b:v', '5M'], 5.5],
  ['cleanCool', 'colorbalance=bs=.15:rs=-.1,eq=contrast=.9', null, 5.5],
];

export function cleanJobs(base: Base): Clip[] {
  // A portrait that is dim or noisy already is no clean clip when made more so.
  return kindJobs(base, base.startS === null ? CLEAN.slice(0, 2) : CLEAN, ['200']);
}

/** One clip of a base in each of these kinds. */
export function kindJobs(base: Base, kinds: readonly Kind[], codes: readonly string[]): Clip[] {
  return kinds.map(([name, filter, quality, lengthS]) =>
    simple(`${base.name}_${name}.mp4`, codes, base, base.share, filter, lengthS, quality ?? base.quality),
  );
}

function simple(
  file: string,
  codes: readonly string[],
  base: Base,
  share: number,
  filter: string,
  lengthS: number,
  quality: readonly string[],
): Clip {
  const args = ['-vf', filter, '-t', String(lengthS), ...encode(quality)];
  return {
    file,
    codes,
    base,
    share,
    recipe: args,
    commands: (film, dir) => [['-i', film ?? '', ...args, join(dir, file)]],
  };
}

/** Every way once, on one base after the other; another pass takes other bases. */
export function spoiltJobs(all: readonly Base[], ways: readonly Degradation[], pass: number): Clip[] {
  if (pass >= all.length) return [];
  return ways.flatMap((one, d) => {
    const base = all[(d + pass) % all.length];
    return base ? [spoil(base, one)] : [];
  });
}

function spoil(base: Base, degradation: Degradation): Clip {
  const file = `${base.name}_${degradation.name}.mp4`;
  const lengthS = degradation.lengthS ?? 5.5;
  const quality = degradation.quality ?? base.quality;
  const own = degradation.filter(base);
  const isFar = degradation.share !== undefined;
  // A portrait has no room around it: the person moves back into a plain room instead.
  const room = `scale=iw*${Math.sqrt((degradation.share ?? 1) / base.share).toFixed(3)}:-2,pad=${base.width}:${base.height}:-1:-1:color=0x807870,`;
  const filter = isFar && base.startS === null ? `${room}${own}` : own;
  const share = isFar && base.startS !== null ? (degradation.share ?? base.share) : base.share;
  const { codes, picture } = degradation;
  if (picture === undefined) return simple(file, codes, base, share, filter, lengthS, quality);
  const args = ['-i', fixture(picture), '-filter_complex', filter, '-map', '[out]', '-t', String(lengthS)];
  return {
    file,
    codes,
    base,
    share,
    recipe: args,
    commands: (film, dir) => [['-i', film ?? '', ...args, ...encode(quality), join(dir, file)]],
  };
}

/** Portraits of other people, moved by hand as it were: identity and skin vary, so false refusals show. */
export function stillJobs(): Clip[] {
  return faceStills.map((recipe) => {
    const file = `still_${recipe.name}.mp4`;
    const loop = ['-loop', '1', '-framerate', '30', '-t', '5.5', '-i', fixture(recipe.file)];
    const args = [...loop, '-vf', stillFilter(recipe), ...encode(['-crf', '21'])];
    return {
      file,
      codes: recipe.codes,
      base: null,
      share: 0,
      recipe: args,
      commands: (_film, dir) => [[...args, join(dir, file)]],
    };
  });
}

/** Every container oddity on one of the two bases in turn. */
export function oddityJobs(of: readonly (Base | undefined)[]): Clip[] {
  return oddities.flatMap((oddity, i) => {
    const base = of[i % of.length];
    return base ? [dress(base, oddity)] : [];
  });
}

function dress(base: Base, oddity: Oddity): Clip {
  const file = `${base.name}_odd_${oddity.name}.${oddity.extension}`;
  const filter = ['-vf', oddity.filter ?? 'null', '-t', String(oddity.lengthS ?? 5.5)];
  const once = (path: string): readonly string[] => [
    ...(oddity.input ?? []),
    ...filter,
    ...oddity.output,
    path,
  ];
  const { remux } = oddity;
  return {
    file,
    codes: oddity.codes,
    base,
    share: base.share,
    recipe: [once(''), remux],
    commands: (film, dir) => {
      const path = join(dir, file);
      if (!remux) return [['-i', film ?? '', ...once(path)]];
      const first = join(dir, '.bases', file);
      return [
        ['-i', film ?? '', ...once(first)],
        [...remux.input, '-i', first, '-c', 'copy', ...remux.output, path],
      ];
    },
  };
}
