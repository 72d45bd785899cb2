import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isRoot } from './is-root.ts';
import type { OrdinaryUser } from './ordinary-user.ts';
import { readSetup, ROOT } from './setup-manifest.ts';

export interface CommandRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandWish {
  readonly args: readonly string[];
  readonly profileDir: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Run it as this user, in the sandbox. */
  readonly user?: OrdinaryUser;
  /** Called while the program waits for the rest of its input. */
  readonly meanwhile?: (pid: number) => Promise<void>;
}

/** Runs a command in the app's own program, as IT would, without a screen. */
export async function runAppCommand(wish: CommandWish): Promise<CommandRun> {
  const child = spawn(
    wish.user?.executablePath ?? readSetup().electronPath,
    [
      ...(isRoot() && wish.user === undefined ? ['--no-sandbox'] : []),
      '--ozone-platform=headless',
      `--user-data-dir=${wish.profileDir}`,
      ROOT,
      ...wish.args,
    ],
    {
      env: { ...process.env, ...wish.user?.env, LANG: 'en_US.UTF-8', ...wish.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.write(wish.input ?? '');
  if (wish.meanwhile !== undefined) await wish.meanwhile(child.pid ?? 0);
  child.stdin.end();
  const [status] = (await once(child, 'close', { signal: AbortSignal.timeout(60_000) })) as [number | null];
  return { status: status ?? -1, stdout, stderr };
}
