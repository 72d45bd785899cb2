import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findFfmpeg } from '../../main/media/ffmpeg-binary.ts';
import { readSetup } from '../support/setup-manifest.ts';
import { type Base, bases, frameBase } from './bases.ts';
import { type Degradation, degradations } from './degradations.ts';
import { faceStills, type StillRecipe, stillFilter } from './stills-set.ts';

/**
 * Builds a labelled folder of clips (`npm run eval -- DIR --build`).
 * Every base is spoilt in every way, and kept clean in several qualities. Needs a few minutes.
 */
const run = promisify(execFile);

export async function buildSet(dir: string, every: number): Promise<number> {
  await mkdir(dir, { recursive: true });
  const ffmpeg = await findFfmpeg(null);
  if (!ffmpeg.ok) throw new Error('ffmpeg is missing');
  const only = process.env['EVAL_ONLY'];
  const jobs = [...cleanJobs(), ...stillJobs(), ...spoiltJobs(every)].filter(
    (job) => !only || job.file.startsWith(only),
  );
  const labels: string[] = ['file\tcodes\tkind'];
  for (const job of jobs) {
    const path = join(dir, job.file);
    await run(ffmpeg.value.path, ['-v', 'error', '-y', '-nostdin', ...job.args, path]);
    labels.push(`${job.file}\t${job.codes.join('|')}\tvideo`);
  }
  labels.push(...(only ? [] : await damagedFiles(dir, jobs[0]?.file ?? '')));
  await writeFile(join(dir, 'labels.tsv'), `${labels.join('\n')}\n`);
  return labels.length - 1;
}

interface Job {
  readonly file: string;
  readonly codes: readonly string[];
  readonly args: readonly string[];
}

const fixture = (path: string): string => join(readSetup().fixturesDir, path);
const encode = (quality: readonly string[]): readonly string[] => [
  '-an',
  '-c:v',
  'libx264',
  '-preset',
  'veryfast',
  ...quality,
  '-pix_fmt',
  'yuv420p',
  '-movflags',
  '+faststart',
];

function cleanJobs(): Job[] {
  const kinds: readonly (readonly [string, string, readonly string[] | null, number])[] = [
    ['clean', 'null', null, 5.5],
    ['cleanLowRate', 'null', ['-b:v', '900k'], 5.1],
    ['cleanDim', "lutyuv=y='16+(val-16)*.82'", null, 5.9],
    ['cleanNoise', 'noise=alls=8:allf=t', ['-b:v', '5M'], 5.5],
    ['cleanCool', 'colorbalance=bs=.15:rs=-.1,eq=contrast=.9', null, 5.5],
  ];
  return bases.flatMap((base) =>
    kinds.map(([name, filter, quality, lengthS]) => ({
      file: `${base.name}_${name}.mp4`,
      codes: ['200'],
      args: [
        ...source(base, lengthS),
        '-vf',
        `${frameBase(base)},${filter}`,
        '-t',
        String(lengthS),
        ...encode(quality ?? base.quality),
      ],
    })),
  );
}

/** A little more film than needed, so that filters with a delay still fill the clip. */
function source(base: Base, lengthS: number): string[] {
  return [
    '-ss',
    String(Math.max(0, base.startS - Math.max(0, lengthS - 6))),
    '-t',
    String(lengthS + 0.5),
    '-i',
    fixture(base.file),
  ];
}

function spoiltJobs(every: number): Job[] {
  return bases.flatMap((base, b) =>
    degradations.filter((_, d) => (d + b) % every === 0).map((degradation) => spoil(base, degradation)),
  );
}

function spoil(base: Base, degradation: Degradation): Job {
  const lengthS = degradation.lengthS ?? 5.5;
  const framed = frameBase(base, degradation.share);
  const own = degradation.filter(base);
  const graph = degradation.picture
    ? ['-i', fixture(degradation.picture), '-filter_complex', withPicture(framed, own), '-map', '[out]']
    : ['-vf', `${framed},${own}`];
  return {
    file: `${base.name}_${degradation.name}.mp4`,
    codes: degradation.codes,
    args: [
      ...source(base, lengthS),
      ...graph,
      '-t',
      String(lengthS),
      ...encode(degradation.quality ?? base.quality),
    ],
  };
}

function withPicture(framed: string, own: string): string {
  return own.includes('[0:v]') ? `[0:v]${framed}[base];${own.replace('[0:v]', '[base]')}` : own;
}

/** Portraits of other people, moved by hand as it were: identity and skin vary, so false refusals show. */
function stillJobs(): Job[] {
  return faceStills.map((recipe: StillRecipe) => ({
    file: `still_${recipe.name}.mp4`,
    codes: recipe.codes,
    args: [
      '-loop',
      '1',
      '-framerate',
      '30',
      '-t',
      '5.5',
      '-i',
      fixture(recipe.file),
      '-vf',
      stillFilter(recipe),
      ...encode(['-crf', '21']),
    ],
  }));
}

async function damagedFiles(dir: string, good: string): Promise<string[]> {
  const bytes = await readFile(join(dir, good));
  const cut = bytes.subarray(0, Math.floor(bytes.length / 3));
  const holed = Buffer.from(bytes);
  holed.fill(0xa5, 3000);
  const files: readonly (readonly [string, Buffer])[] = [
    ['bad_headerOnly.mp4', bytes.subarray(0, 900)],
    ['bad_cutThird.mp4', cut],
    ['bad_overwritten.mp4', holed],
    ['bad_zeroBody.mp4', Buffer.concat([bytes.subarray(0, 32), Buffer.alloc(50_000)])],
  ];
  for (const [name, content] of files) await writeFile(join(dir, name), content);
  return files.map(([name]) => `${name}\t409\tvideo`);
}
