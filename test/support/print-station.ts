import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A CUPS of its own, with a socket of its own; nothing of the machine's print system is touched. */
export interface PrintStation {
  /** For the app's environment. */
  readonly env: Readonly<Record<string, string>>;
  addQueue(name: string): Promise<void>;
  removeQueue(name: string): Promise<void>;
  /** As the administrator's "pause": jobs are still taken, none is printed. */
  stopQueue(name: string): Promise<void>;
  /** Jobs that wait or are being printed. */
  waiting(): Promise<number>;
  /** The print system itself is gone. */
  kill(): Promise<void>;
  /** From now on jobs wait for paper, and the printer says so. */
  setPaperOut(isOut: boolean): Promise<void>;
  /** The print system stops answering, and goes on. */
  freeze(): void;
  thaw(): void;
  /** What came out of the printer so far: PostScript files, oldest first. */
  printed(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const PPD = '/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd';
const SERVER = '/usr/sbin/cupsd';

export const canPrint = existsSync(SERVER) && existsSync(PPD);

export async function startPrintStation(): Promise<PrintStation> {
  const root = await mkdtemp(join(tmpdir(), 'kiosk-cups-'));
  await layOut(root);
  const socket = join(root, 'cups.sock');
  const files = ['-c', join(root, 'etc/cupsd.conf'), '-s', join(root, 'etc/cups-files.conf')];
  const server = spawn(SERVER, ['-f', ...files], { stdio: 'ignore' });
  const env = { CUPS_SERVER: socket };
  const admin = async (...args: readonly string[]): Promise<void> => {
    await run('/usr/sbin/lpadmin', [...args], { env: { ...process.env, ...env }, timeout: 10_000 });
  };
  await untilReady(socket);
  return {
    env,
    addQueue: (name) => admin('-p', name, '-E', '-v', 'keep:/', '-P', PPD),
    removeQueue: (name) => admin('-x', name),
    stopQueue: async (name) => {
      await run('/usr/sbin/cupsdisable', [name], { env: { ...process.env, ...env }, timeout: 10_000 });
    },
    waiting: async () => {
      const { stdout } = await run('lpstat', ['-o'], { env: { ...process.env, ...env }, timeout: 10_000 });
      return stdout.split('\n').filter((line) => line !== '').length;
    },
    kill: () => killServer(server),
    setPaperOut: (isOut) =>
      isOut ? writeFile(join(root, 'out/paper-out'), '') : rm(join(root, 'out/paper-out'), { force: true }),
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    printed: async () => {
      const names = await readdir(join(root, 'out'));
      return names
        .filter((name) => name.endsWith('.ps'))
        .toSorted()
        .map((name) => join(root, 'out', name));
    },
    close: () => stop(server, root),
  };
}

async function killServer(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit');
  server.kill('SIGKILL');
  await ended;
}

async function stop(server: ChildProcess, root: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = once(server, 'exit');
    server.kill('SIGCONT');
    server.kill('SIGTERM');
    await ended;
  }
  await rm(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

async function untilReady(socket: string): Promise<void> {
  for (let tries = 0; tries < 100 && !existsSync(socket); tries += 1) await sleep(100);
}

/** A printer that keeps what it prints; it can be told to be out of paper. */
const backend = (root: string): string => `#!/bin/sh
[ $# -eq 0 ] && { echo 'direct keep "Unknown" "keep"'; exit 0; }
cd "${root}/out" || exit 1
if [ -e paper-out ]; then
  echo 'STATE: +media-empty-error' >&2
  while [ -e paper-out ]; do sleep 0.2; done
  echo 'STATE: -media-empty-error' >&2
fi
name=$(printf 'job-%05d' "$1")
cat "\${6:--}" > "$name.part" && mv "$name.part" "$name.ps"
`;

async function layOut(root: string): Promise<void> {
  for (const folder of ['etc/ppd', 'spool/tmp', 'cache', 'state', 'log', 'bin/backend', 'out', 'ssl'])
    await mkdir(join(root, folder), { recursive: true });
  for (const folder of ['filter', 'daemon', 'notifier', 'driver', 'monitor', 'cgi-bin'])
    await symlink(join('/usr/lib/cups', folder), join(root, 'bin', folder));
  await writeFile(join(root, 'bin/backend/keep'), backend(root));
  await chmod(join(root, 'bin/backend/keep'), 0o755);
  await writeFile(join(root, 'etc/cupsd.conf'), serverConfig(root));
  const user = await worker(root);
  await writeFile(join(root, 'etc/cups-files.conf'), filesConfig(root, user));
}

/** Jobs run as "lp" where the server is root, else as whoever runs the tests. */
async function worker(root: string): Promise<string> {
  if (process.getuid?.() !== 0) return userInfo().username;
  await chmod(root, 0o755);
  const { stdout } = await run('id', ['-u', 'lp']);
  for (const folder of ['spool', 'spool/tmp', 'cache', 'state', 'out'])
    await chown(join(root, folder), Number(stdout), 0);
  return 'lp';
}

const serverConfig = (root: string): string => `Listen ${root}/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
`;

const filesConfig = (root: string, user: string): string => `ServerRoot ${root}/etc
ServerBin ${root}/bin
RequestRoot ${root}/spool
TempDir ${root}/spool/tmp
CacheDir ${root}/cache
StateDir ${root}/state
ServerKeychain ${root}/ssl
DataDir /usr/share/cups
AccessLog ${root}/log/access
ErrorLog ${root}/log/error
PageLog ${root}/log/page
User ${user}
Group ${user}
SystemGroup root
FatalErrors none
Sandboxing relaxed
`;
