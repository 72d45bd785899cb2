import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

/** One byte: for Linux that is no dump at all, not even one piped to a crash handler, which 0 does not stop. */
const LIMIT = '1:1';

/** One shell for all: to start a program from this one takes long, from a shell no time. */
const FOR_ALL = `for pid; do prlimit --pid "$pid" --core=${LIMIT}; done`;

/**
 * SECURITY: a core file would hold the key and a customer's media: once this resolves the system keeps none of this
 * program and of what it starts; Electron is not ready before (test/e2e/keychain.test.ts). Says so on stderr where it
 * can't be had. Linux; what Windows keeps is for IT to switch off (resources/kiosk).
 */
export async function forbidCoreDumps(): Promise<void> {
  if (process.platform !== 'linux') return;
  const pids = [process.pid, ...descendantsOf(process.pid)].map(String);
  // A shell that is not there is seen by what it left undone.
  await once(spawn('sh', ['-c', FOR_ALL, 'sh', ...pids], { stdio: 'ignore' }), 'exit').catch(() => undefined);
  if (!isForbidden()) process.stderr.write(`${JSON.stringify({ event: 'coreDumpsAllowed' })}\n`);
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

/** A unit or a shell may have forbidden them already, more than we could. */
const isForbidden = (): boolean =>
  /^Max core file size\s+[01]\s/m.test(readFileSync('/proc/self/limits', 'utf8'));
