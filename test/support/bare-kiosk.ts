import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRoot } from './is-root.ts';
import { readSetup, ROOT } from './setup-manifest.ts';

export interface BareKiosk {
  /** Ends it and whatever it started itself anew as. */
  end(): Promise<void>;
}

/** The program without a driver at its side, so that it may start itself anew. It is known by its profile. */
export function startBareKiosk(wish: {
  readonly profileDir: string;
  readonly policy: string;
  readonly env: Readonly<Record<string, string>>;
}): BareKiosk {
  const { profileDir, policy, env } = wish;
  const args = [
    ROOT,
    `--user-data-dir=${profileDir}`,
    ...(isRoot() ? ['--no-sandbox'] : []),
    '--practice',
    '--policy',
    policy,
  ];
  spawn(readSetup().electronPath, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
  return {
    async end() {
      // One that is just starting itself anew shows only after a moment.
      for (let calm = 0; calm < 5; calm += 1) {
        const pids = await pidsWith(`--user-data-dir=${profileDir}`);
        if (pids.length > 0) calm = 0;
        for (const pid of pids) killIfThere(pid);
        await sleep(50);
      }
    },
  };
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Ended by itself in the meantime.
  }
}

async function pidsWith(argument: string): Promise<readonly number[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    names.map(
      async (name) => [name, await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')] as const,
    ),
  );
  return lines.filter(([, line]) => line.split('\0').includes(argument)).map(([name]) => Number(name));
}
