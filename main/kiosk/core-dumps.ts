import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

/** One byte: for Linux that is no dump at all, not even one piped to a crash handler, which 0 does not stop. */
const LIMIT = '1:1';

/** One shell for all: to start a program from this one takes long, from a shell no time. */
const FOR_ALL = `for pid; do prlimit --pid "$pid" --core=${LIMIT}; done`;

/**
 * SECURITY: a core file would hold the key and a customer's media: once this resolves the system keeps none of this
 * program and of what it starts; no window is made and no command run before (test/e2e/keychain.test.ts). Says so on
 * stderr where it can't be had. Linux; what Windows keeps is for IT to switch off (resources/kiosk).
 */
export async function forbidCoreDumps(): Promise<void> {
  if (process.platform !== 'linux') return;
  // What is started while the first round goes on may still have the old limit.
  const done = new Set<number>();
  for (let round = 0; round < 2; round += 1) {
    const found = [process.pid, ...descendantsOf(process.pid)];
    const pids = found.filter((pid) => !done.has(pid) && limitOf(pid) !== '1').map(String);
    if (pids.length === 0) break;
    for (const pid of found) done.add(pid);
    // A shell that is not there is seen by what it left undone.
    await once(spawn('sh', ['-c', FOR_ALL, 'sh', ...pids], { stdio: 'ignore' }), 'exit').catch(
      () => undefined,
    );
  }
  // A unit or a shell may have forbidden them already, more than we could.
  if (!/^[01]$/.test(limitOf(process.pid)))
    process.stderr.write(`${JSON.stringify({ event: 'coreDumpsAllowed' })}\n`);
}

/** Chromium's zygotes are there before any code of ours; what they fork later inherits their limit. */
function descendantsOf(pid: number): readonly number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
    return [...children, ...children.flatMap(descendantsOf)];
  } catch {
    // Ended meanwhile, or a kernel that does not tell.
    return [];
  }
}

/** What /proc says; of a process that has ended meanwhile, in which nothing is left to forbid, the limit it would have. */
function limitOf(pid: number): string {
  try {
    return /^Max core file size\s+(\w+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))?.[1] ?? '';
  } catch {
    return '1';
  }
}
