import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface Ending {
  readonly pid: number;
  /** Seconds it is given; then it is killed, or the next program would find it in its place and leave. */
  readonly patienceS: number;
}

/**
 * Starts a program file once this process (or the one named) has ended. A shell of the system's waits for that, without
 * the files and connections this process holds open: Electron's own `relaunch` waits inside the mounted image, which
 * is gone by then (electron-builder #1727, test/update/way-back.test.ts).
 */
export function startAfterEnd(
  path: string,
  args: readonly string[],
  { pid, patienceS }: Ending = { pid: process.pid, patienceS: 15 },
): void {
  const words = ['-c', WAIT, 'sh', String(pid), String(Math.ceil(patienceS * 10)), path, ...args];
  spawn(SHELLS.find((shell) => existsSync(shell)) ?? 'sh', words, {
    cwd: '/',
    detached: true,
    stdio: 'ignore',
    env: outside(process.env),
  }).unref();
}

/** bash can close every file; other shells only those below ten. */
const SHELLS = ['/bin/bash', '/bin/sh'] as const;

/**
 * Chromium leaves connections open to what it starts; the new program would hold them for its life. A
 * process that has ended and that nobody has buried yet ("Z") does not run any more.
 */
const WAIT = `for file in /proc/$$/fd/*; do
  file=\${file##*/}
  case $file in
    0 | 1 | 2) ;;
    ?) eval "exec $file>&-" ;;
    *) [ -z "$BASH_VERSION" ] || eval "exec $file>&-" ;;
  esac
done
ended=$1; left=$2; shift 2
runs() {
  { read -r stat <"/proc/$ended/stat"; } 2>/dev/null || return 1
  case $stat in *') Z '*) return 1 ;; esac
}
while runs && [ "$left" -gt 0 ]; do sleep 0.1; left=$((left - 1)); done
! runs || kill -KILL "$ended"
while runs; do sleep 0.1; done
exec "$@"`;

/** The environment without what tells of the image that ends. */
function outside({ APPIMAGE: _file, APPDIR: _mount, ARGV0: _name, OWD: _folder, ...env }: NodeJS.ProcessEnv) {
  return env;
}
