import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import type { OrdinaryUser } from './ordinary-user.ts';

/** A real GNOME keyring on a bus of its own, unlocked, in a home that is thrown away. */
export interface Keyring {
  /** What a program needs in its environment to find it. */
  readonly env: Readonly<Record<string, string>>;
  end(): Promise<void>;
}

/** Of whoever runs the tests, or of the user named. */
export async function startKeyring(user?: OrdinaryUser): Promise<Keyring> {
  const homeDir = await (user?.makeFolder('keyring') ?? mkdtemp(join(tmpdir(), 'kiosk-keyring-')));
  const as = (command: string, args: readonly string[]): readonly [string, string[]] => {
    const [program = command, ...words] = [...(user?.prefix ?? []), command, ...args];
    return [program, words];
  };
  const bus = spawn(...as('dbus-daemon', ['--session', '--print-address', '--nofork', '--nopidfile']), {
    env: { ...process.env, ...user?.env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const env = {
    DBUS_SESSION_BUS_ADDRESS: await firstLine(bus),
    XDG_CURRENT_DESKTOP: 'GNOME',
    XDG_RUNTIME_DIR: homeDir,
    XDG_DATA_HOME: homeDir,
  };
  // Returns when it stands in the background, unlocked; it ends with its bus.
  const ring = spawn(...as('gnome-keyring-daemon', ['--unlock', '--components=secrets']), {
    env: { ...process.env, ...user?.env, ...env, HOME: homeDir },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  ring.stdin.end('a password');
  await once(ring, 'exit', { signal: AbortSignal.timeout(10_000) });
  return {
    env,
    async end() {
      await stop(bus);
      await rm(homeDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no output to read');
  const [chunk] = (await once(child.stdout, 'data', { signal: AbortSignal.timeout(10_000) })) as [Buffer];
  return chunk.toString().split('\n')[0] ?? '';
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
