import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const variable = 'LIVENESS_KIOSK_RUN';

/** Marks every process of one run through its environment, so that none of them can outlive it. */
export interface RunMark {
  readonly env: NodeJS.ProcessEnv;
  /** Ends what is still alive; returns how many processes that were. Does nothing outside Linux. */
  endLeftovers(): number;
}

/**
 * A test that fails half-way can leave an Electron behind: Playwright gives each a process group of its own, so
 * ending our group does not reach it, and without its display it spins for ever.
 */
export function markRun(): RunMark {
  const id = randomUUID();
  return { env: { [variable]: id }, endLeftovers: () => findMarked(id).filter(end).length };
}

function findMarked(id: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => pid !== process.pid && readEnvironment(pid).includes(`${variable}=${id}`));
}

function readEnvironment(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return ''; // It ended meanwhile, or belongs to somebody else.
  }
}

function end(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false; // It ended meanwhile.
  }
}
