import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { stateDir } from './paths.ts';
import { say } from './progress.ts';

/** One thing set-up can bring about. `isDone` is cheap; `run` may download and says what it does. */
export interface Step {
  readonly name: string;
  isDone(): boolean | Promise<boolean>;
  run(): void | Promise<void>;
}

const OLDEST_LOCK_MS = 15 * 60_000;

/** Runs, in order, the steps that are not done. Two commands started together do the work once. */
export async function runSteps(steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (await step.isDone()) continue;
    await withLock(step.name, async () => {
      if (!(await step.isDone())) await step.run();
    });
  }
}

async function withLock(name: string, work: () => Promise<void>): Promise<void> {
  const lockDir = join(stateDir, `lock-${name}`);
  await takeLock(name, lockDir);
  try {
    await work();
  } finally {
    rmSync(lockDir, { recursive: true, force: true });
  }
}

async function takeLock(name: string, lockDir: string): Promise<void> {
  mkdirSync(stateDir, { recursive: true });
  for (let hasSaid = false; ; await wait(200)) {
    try {
      mkdirSync(lockDir);
      return writeFileSync(join(lockDir, 'pid'), String(process.pid));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (isAbandoned(lockDir)) rmSync(lockDir, { recursive: true, force: true });
    else if (!hasSaid) say(name, 'another command is doing this; waiting for it');
    hasSaid = true;
  }
}

/** Its owner is gone, or it has stood longer than any step takes. */
function isAbandoned(lockDir: string): boolean {
  const stat = statSync(lockDir, { throwIfNoEntry: false });
  if (!stat) return false;
  if (Date.now() - stat.mtimeMs > OLDEST_LOCK_MS) return true;
  try {
    process.kill(Number(readFileSync(join(lockDir, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
