import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogues } from '../../../main/core/messages/catalogue.ts';
import { onScreen, showToCamera } from '../../support/journey.ts';
import { type KnownMedia, makeKnownMedia, reachReview } from '../../support/known-media.ts';
import { launchKiosk, type RunningKiosk } from '../../support/launch-kiosk.ts';
import { mediaBelow, proveSearch } from '../../support/media-scan.ts';
import type { OrdinaryUser } from '../../support/ordinary-user.ts';
import { readSetup, ROOT } from '../../support/setup-manifest.ts';
import { openSmallDisk, type SmallDisk } from '../../support/small-disk.ts';
import { type FullRow, fullRows } from './disk-rows.ts';
import { armFill } from './fill-in.ts';
import { type FaultLine, leaveBy, openAuditor, playFault, says } from './laws.ts';

const SIZE_BYTES = 96 * 1024 * 1024;
const START_MS = 60_000;

/** The profile, with journal, ledger and receipts, on a real file system of its own that becomes full; Linux only. */
export async function fillDisk(edition: 'quick' | 'full'): Promise<readonly FaultLine[]> {
  const disk = await openSmallDisk(SIZE_BYTES);
  if (disk === null)
    return [{ name: 'a full disk', happened: 'this kernel gives users no file system', wrong: [] }];
  const home = await mkdtemp(join(tmpdir(), 'faults-disk-'));
  try {
    const station = await prepare(disk, home);
    const media = await makeKnownMedia();
    proveSearch(media);
    const lines: FaultLine[] = [];
    if (edition === 'full') lines.push(await startWithoutRoom(station, disk));
    lines.push(
      ...(await fillAtEach(
        fullRows.filter(({ quick }) => edition === 'full' || quick),
        { station, disk, media },
      )),
    );
    return lines;
  } finally {
    await disk.end();
    await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

interface DiskStation {
  /** The program as the one who sees the disk. */
  readonly user: OrdinaryUser;
  readonly home: string;
  readonly policy: string;
}

export async function prepare(disk: SmallDisk, home: string): Promise<DiskStation> {
  const { prefix, folder } = disk.inside;
  const executablePath = join(home, 'electron');
  const env = { HOME: home, TMPDIR: join(home, 'tmp'), XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
  await mkdir(env.TMPDIR);
  await writeFile(executablePath, `#!/bin/sh\nexec ${prefix.join(' ')} '${readSetup().electronPath}' "$@"\n`);
  await chmod(executablePath, 0o755);
  const policy = join(home, 'policy.json');
  await writeFile(
    policy,
    JSON.stringify({ receipt: { folder: join(folder, 'receipts') }, station: { dailyCheck: 'off' } }),
  );
  const user: OrdinaryUser = {
    executablePath,
    env,
    homeDir: home,
    prefix: [],
    uid: null,
    lend: (path) => Promise.resolve(path),
    makeFolder: (name) => mkdtemp(join(home, name)),
    end: () => Promise.resolve(),
  };
  return { user, home, policy };
}

/** In a namespace whose only user is its root Chromium has no sandbox. */
export const argsOf = ({ policy }: DiskStation): readonly string[] => [
  '--no-sandbox',
  '--practice',
  '--practice-scenario=code-200',
  `--policy=${policy}`,
];

/** The very first start finds no room: a sentence, and an end that is no crash. */
async function startWithoutRoom(station: DiskStation, disk: SmallDisk): Promise<FaultLine> {
  const line = await playFault(
    'at the first start',
    () => null,
    async () => {
      await disk.fill();
      const { user } = station;
      const profileInside = join(disk.inside.folder, 'profile');
      const args = [ROOT, `--user-data-dir=${profileInside}`, ...argsOf(station)];
      const child = spawn(user.executablePath, args, {
        env: { ...process.env, ...user.env },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const ended = once(child, 'exit');
      const sentence = catalogues.vi.failures.diskFull;
      let said = '';
      const told = new Promise<string>((resolve) =>
        child.stderr.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          if (said.includes(sentence)) resolve('said');
        }),
      );
      const late = once(AbortSignal.timeout(START_MS), 'abort').then(() => 'late');
      const end = await Promise.race([told, ended.then(([code]) => `exit ${String(code)}`), late]);
      // Its box waits for somebody to read it.
      child.kill('SIGKILL');
      await ended;
      return {
        happened: `${end}: ${end === 'said' ? sentence : said.slice(-200)}`,
        wrong: end === 'said' ? [] : ['no sentence'],
      };
    },
  );
  await disk.makeRoom();
  return line;
}

interface Full {
  readonly station: DiskStation;
  readonly disk: SmallDisk;
  readonly media: KnownMedia;
}

/** A fresh profile for each: a log that was folded once has room in itself, and would not notice. */
async function fillAtEach(
  rows: readonly FullRow[],
  { station, disk, media }: Full,
): Promise<readonly FaultLine[]> {
  const lines: FaultLine[] = [];
  for (const row of rows) {
    let kiosk: RunningKiosk | null = null;
    const camera = join(station.home, 'camera.mjpeg');
    const profile = `profile-${lines.length}`;
    const play = async (): Promise<Pick<FaultLine, 'happened' | 'wrong'>> => {
      await showToCamera(camera, row.shows);
      const { user } = station;
      const profileDir = join(disk.inside.folder, profile);
      kiosk = await launchKiosk({ user, profileDir, cameraFile: camera, args: argsOf(station) });
      await fillAt(kiosk, row, { station, disk, media });
      await showToCamera(camera, 'desk');
      await reachReview(kiosk.page, media);
      await leaveBy(kiosk.page, 'cancel');
      const left = async (): Promise<readonly string[]> =>
        (await mediaBelow([disk.folder, station.home], media)).filter((file) => file !== camera);
      const wrong = await openAuditor(join(disk.folder, profile), left).look(row);
      return { happened: `${row.in}: ${row.says}; with room again the next customer is served`, wrong };
    };
    lines.push(await playFault(`disk full ${row.name}`, () => kiosk?.page ?? null, play));
    await disk.makeRoom();
    await (kiosk as RunningKiosk | null)?.close();
    await rm(join(disk.folder, profile), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  return lines;
}

/** The disk becomes full at this row's moment; the sentence stands there, and the way out leads to welcome. */
async function fillAt({ page, app }: RunningKiosk, row: FullRow, { disk, media }: Full): Promise<void> {
  await onScreen(page, 'idle');
  if (row.at === null) await disk.fill();
  else await armFill(app, row.at, join(disk.inside.folder, 'filler'));
  await row.walk(page, media);
  await onScreen(page, row.in, 60_000);
  await says(page, catalogues.vi.failures[row.says]);
  await leaveBy(page, row.leave);
  await disk.makeRoom();
}
