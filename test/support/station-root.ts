import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A Debian of its own over a folder that stays as it is: file system, processes and mounts are thrown away with it.
 * `KIOSK_CLEAN_ROOT` names a fresh Debian (mmdebstrap); without it this machine's own root lies below.
 */
export interface StationRoot {
  /** Runs a command inside as root. */
  run(...words: readonly string[]): Ended;
  /** Runs a command inside as the teller, with a session bus and an unlocked GNOME keyring. */
  runAsTeller(words: readonly string[], input?: string): Ended;
  /** Starts a command inside as the teller. */
  startAsTeller(words: readonly string[]): ChildProcess;
  /** Ends every process of the teller's. */
  endTeller(): void;
  /** The same folder inside and outside. */
  readonly shared: string;
  end(): Promise<void>;
}

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const canOpenStationRoot =
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

const TELLER = 'teller';
const HOME = `/home/${TELLER}`;

/** Everything is a mount of this namespace: when its first process ends, nothing is left. */
const PREPARE = `set -e
mount -t overlay overlay -o "lowerdir=$LOWER,upperdir=$SCRATCH/upper,workdir=$SCRATCH/work" "$SCRATCH/root"
cd "$SCRATCH/root"
mount -t proc proc proc
mount --rbind /dev dev
mount -t tmpfs -o mode=1777 tmpfs tmp
mount -t tmpfs -o mode=755 tmpfs run
mkdir -p "./$SHARED"
mount --bind "$SHARED" "./$SHARED"
echo ready
exec chroot . sleep infinity`;

const SESSION = `printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"`;

export async function openStationRoot(): Promise<StationRoot> {
  const lower = process.env['KIOSK_CLEAN_ROOT'] ?? '/';
  const scratch = await mkdtemp(join(tmpdir(), 'kiosk-root-'));
  const shared = join('/srv', `kiosk-${process.pid}`);
  for (const name of ['upper', 'work', 'root']) await mkdir(join(scratch, name));
  await mkdir(shared, { recursive: true });
  const holder = spawn(
    'unshare',
    ['--mount', '--pid', '--fork', '--kill-child', '--propagation=private', 'sh', '-c', PREPARE],
    {
      env: { PATH: process.env['PATH'], LOWER: lower, SCRATCH: scratch, SHARED: shared },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await once(holder.stdout, 'data', { signal: AbortSignal.timeout(20_000) });
  const pid = await childOf(holder.pid ?? 0);
  const inside = (words: readonly string[]): readonly string[] => [
    '-t',
    String(pid),
    '-m',
    '-p',
    '--root',
    'env',
    '-i',
    '-C',
    '/',
    'LANG=C.UTF-8',
    'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
    'DEBIAN_FRONTEND=noninteractive',
    ...words,
  ];
  const teller = (words: readonly string[]): readonly string[] =>
    inside([
      'runuser',
      '-u',
      TELLER,
      '--',
      'env',
      `HOME=${HOME}`,
      `XDG_RUNTIME_DIR=${HOME}/run`,
      'XDG_CURRENT_DESKTOP=GNOME',
      'dbus-run-session',
      '--',
      'sh',
      '-c',
      SESSION,
      'sh',
      ...words,
    ]);
  const run = (words: readonly string[], input = ''): Ended => {
    const { status, stdout, stderr } = spawnSync('nsenter', [...words], {
      input,
      encoding: 'utf8',
      timeout: 120_000,
      maxBuffer: 64 * 1024 * 1024,
    });
    return { status: status ?? -1, stdout, stderr };
  };
  const station: StationRoot = {
    shared,
    run: (...words) => run(inside(words)),
    runAsTeller: (words, input) => run(teller(words), input),
    startAsTeller: (words) => spawn('nsenter', [...teller(words)], { stdio: ['ignore', 'pipe', 'pipe'] }),
    // Reaches no further than the namespace and the teller's own processes.
    endTeller: () => void run(inside(['runuser', '-u', TELLER, '--', 'sh', '-c', 'kill -KILL -1'])),
    async end() {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
      for (const folder of [scratch, shared])
        await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
    },
  };
  station.run('useradd', '--create-home', '--shell', '/bin/sh', TELLER);
  station.run('install', '-d', '-o', TELLER, '-m', '700', `${HOME}/run`);
  return station;
}

/** The process in the namespace: the child of the one that made it. */
async function childOf(parent: number): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    for (const name of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
      const status = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
      if (status.replace(/^.*\) \S+ /, '').startsWith(`${parent} `)) return Number(name);
    }
    await sleep(20);
  }
  throw new Error('the station did not start');
}
