import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** One byte: for Linux that is no dump at all, not even one piped to a crash handler, which 0 does not stop. */
const LIMIT = '1:1';

/**
 * SECURITY: a core file would hold the key and a customer's media: from here on the system keeps none of this program
 * and of what it starts (test/e2e/keychain.test.ts). Says so on stderr where it can't be had. Linux; what Windows
 * keeps is for IT to switch off (resources/kiosk).
 */
export function forbidCoreDumps(): void {
  if (process.platform !== 'linux') return;
  for (const pid of [process.pid, ...descendantsOf(process.pid)])
    spawnSync('prlimit', ['--pid', String(pid), `--core=${LIMIT}`], { stdio: 'ignore' });
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
