import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { capture } from './child.ts';
import { findOnPath, isExecutable } from './find-on-path.ts';
import { root, stateDir } from './paths.ts';
import { say, SetupError } from './progress.ts';
import { runSteps, type Step } from './step.ts';
import { installSystemPackages } from './system-packages.ts';

const DOWNLOAD_LIMIT_MS = 3 * 60_000;
const triedFile = join(stateDir, 'ffmpeg-static-tried');

/** An ffmpeg: ffmpeg-static's where its download works, else the operating system's. The app chooses at run time. */
export const ffmpeg: Step = {
  name: 'ffmpeg',
  isDone: () => findStaticFfmpeg() !== undefined || (existsSync(triedFile) && findFfmpeg() !== undefined),
  run: installFfmpeg,
};

/** The ffmpeg that exists now, the declared package's first. */
export function findFfmpeg(): string | undefined {
  return findStaticFfmpeg() ?? findOnPath('ffmpeg');
}

/** `FFMPEG_BIN`, which the package honours, or its own download. */
function findStaticFfmpeg(): string | undefined {
  const path: unknown = createRequire(join(root, 'package.json'))('ffmpeg-static');
  return typeof path === 'string' && isExecutable(path) ? path : undefined;
}

async function installFfmpeg(): Promise<void> {
  const script = join(root, 'node_modules/ffmpeg-static/install.js');
  const { exitCode, output } = await capture(process.execPath, [script], { timeoutMs: DOWNLOAD_LIMIT_MS });
  mkdirSync(stateDir, { recursive: true });
  writeFileSync(triedFile, '');
  if (exitCode === 0 && findStaticFfmpeg()) return say('ffmpeg', 'downloaded by ffmpeg-static');
  const reason =
    output
      .split('\n')
      .find((line) => line.startsWith('Error'))
      ?.slice('Error: '.length) ?? 'no answer in time';
  say('ffmpeg', `ffmpeg-static's download is closed here (${reason}); using the operating system's`);
  if (!findOnPath('ffmpeg')) await runSteps([installSystemPackages('media')]);
  if (findFfmpeg()) return;
  throw new SetupError('There is no ffmpeg. Install one, or set FFMPEG_BIN to the full path of one.');
}
