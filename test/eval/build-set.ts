import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFfmpeg } from '../../main/media/ffmpeg-binary.ts';
import { type Base, bases } from './bases.ts';
import { cardLabels } from './build-cards.ts';
import { cleanJobs, type Clip, filmBase, kindJobs, oddityJobs, spoiltJobs, stillJobs } from './clip-jobs.ts';
import { degradations } from './degradations.ts';
import {
  heldOutBases,
  heldOutClean,
  heldOutTurned,
  heldOutWays,
  turnedBases,
  turnedKinds,
} from './held-out.ts';
import type { Label } from './labels.ts';
import { puppetBases } from './puppet-bases.ts';

const run = promisify(execFile);

/**
 * Builds a labelled folder of clips and scans (`npm run eval -- DIR --build`), made from the fixtures by known
 * degradations. A pass spoils one film and one portrait in every way, the next pass another one; after ten all are
 * done. What is there already from the same recipe stays, so that an interrupted build goes on.
 */
export async function buildSet(dir: string, passes: number): Promise<number> {
  await mkdir(join(dir, '.bases'), { recursive: true });
  const ffmpeg = await findFfmpeg(null);
  if (!ffmpeg.ok) throw new Error('ffmpeg is missing');
  const made = await openRecord(join(dir, '.recipes.json'));
  const labels: Label[] = [];
  const clips = clipsOf(passes);
  const only = process.env['EVAL_ONLY'];
  for (const clip of clips.filter((one) => only === undefined || new RegExp(only).test(one.file))) {
    labels.push({ file: clip.file, codes: clip.codes, kind: 'video', rule: null, group: groupOf(clip) });
    await writeLabels(dir, labels);
    const recipe = createHash('sha256').update(JSON.stringify(clip)).digest('hex').slice(0, 16);
    if (made.has(clip.file, recipe) && existsSync(join(dir, clip.file))) continue;
    const film = clip.base === null ? null : await filmBase(clip.base, clip.share, dir, ffmpeg.value.path);
    for (const args of clip.commands(film, dir))
      await run(ffmpeg.value.path, ['-v', 'error', '-y', '-nostdin', ...args]);
    await made.add(clip.file, recipe);
  }
  if (only === undefined) {
    labels.push(...(await damagedFiles(dir, 'a_clean.mp4')));
    labels.push(...(await cardLabels(dir)));
  }
  await writeLabels(dir, labels);
  return labels.length;
}

const HELD_OUT = new Set([...heldOutBases, ...heldOutTurned]);
const FILMS = new Set(bases);

/** What no limit was set with is told apart. */
function groupOf({ base }: Clip): string {
  if (base === null) return '';
  if (HELD_OUT.has(base)) return 'held out';
  return FILMS.has(base) ? 'films in view' : 'people in view';
}

/** What tells most comes first, so that a build cut short is a fair set too. */
function clipsOf(passes: number): readonly Clip[] {
  const [, second, , fourth] = bases;
  const clean = [...bases, ...puppetBases].map(cleanJobs);
  return [
    ...clean.flatMap((clips) => clips.slice(0, 1)),
    ...heldOutJobs(),
    ...oddityJobs([second, fourth]),
    ...stillJobs(),
    ...turnedBases.flatMap((base) => kindJobs(base, turnedKinds, turnedCodes(base))),
    ...clean.flatMap((clips) => clips.slice(1)),
    ...Array.from({ length: passes }, (_, pass) => [
      ...spoiltJobs(puppetBases, degradations, pass),
      ...spoiltJobs(bases, degradations, pass),
    ]).flat(),
  ];
}

/** Reflections on glasses cover the eyes as well. */
const turnedCodes = ({ name }: Base): readonly string[] =>
  name === 'turnedGlasses27' ? ['422', '406'] : ['422'];

/** These look 17 to 19 degrees aside: frozen at such a moment they are a still image and not frontal either. */
const HALF_ASIDE: ReadonlySet<string> = new Set(['fiveTop', 'sixSecond', 'joconde']);
const allowTurned = (clip: Clip): Clip =>
  clip.codes[0] === '413' && HALF_ASIDE.has(clip.base?.name ?? '')
    ? { ...clip, codes: [...clip.codes, '422'] }
    : clip;

function heldOutJobs(): readonly Clip[] {
  return [
    ...heldOutBases.flatMap((base) => kindJobs(base, heldOutClean, ['200'])),
    ...heldOutTurned.flatMap((base) => kindJobs(base, turnedKinds, ['422'])),
    ...heldOutBases.flatMap((_, pass) => spoiltJobs(heldOutBases, heldOutWays, pass)).map(allowTurned),
  ];
}

async function writeLabels(dir: string, labels: readonly Label[]): Promise<void> {
  const lines = labels.map(({ file, codes, kind, rule, group }) =>
    [file, codes.join('|'), kind, rule ?? '', group].join('\t'),
  );
  await writeFile(join(dir, 'labels.tsv'), `${['file\tcodes\tkind\trule\tgroup', ...lines].join('\n')}\n`);
}

interface Record {
  has(file: string, recipe: string): boolean;
  add(file: string, recipe: string): Promise<void>;
}

async function openRecord(path: string): Promise<Record> {
  const known = new Map(
    Object.entries(existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as object) : {}),
  );
  return {
    has: (file, recipe) => known.get(file) === recipe,
    async add(file, recipe) {
      known.set(file, recipe);
      await writeFile(`${path}.part`, JSON.stringify(Object.fromEntries(known)));
      await rename(`${path}.part`, path);
    },
  };
}

async function damagedFiles(dir: string, good: string): Promise<Label[]> {
  const bytes = await readFile(join(dir, good));
  const holed = Buffer.from(bytes);
  holed.fill(0xa5, 3000);
  const files: readonly (readonly [string, Buffer])[] = [
    ['bad_headerOnly.mp4', bytes.subarray(0, 900)],
    ['bad_cutThird.mp4', bytes.subarray(0, Math.floor(bytes.length / 3))],
    ['bad_overwritten.mp4', holed],
    ['bad_zeroBody.mp4', Buffer.concat([bytes.subarray(0, 32), Buffer.alloc(50_000)])],
    ['bad_text.mp4', Buffer.from('not a film at all, whatever its name says')],
    ['bad_empty.mp4', Buffer.alloc(0)],
  ];
  for (const [name, content] of files) await writeFile(join(dir, name), content);
  return files.map(([file]) => ({ file, codes: ['409'], kind: 'video', rule: null, group: '' }));
}
