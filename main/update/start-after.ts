import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Starts a program file once this process (or the one named) has ended. A shell of the system's waits for that, without
 * the files and connections this process holds open: Electron's own `relaunch` waits inside the mounted image, which
 * is gone by then (electron-builder #1727, test/update/way-back.test.ts).
 */
export function startAfterEnd(path: string, args: readonly string[], pid = process.pid): void {
  const words = ['-c', WAIT, 'sh', String(pid), path, ...args];
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
 * Chromium leaves connections open to what it starts; the new program would hold them for its life. Half a minute at
 * most: a process that has ended and that nobody has buried yet ("Z") does not run any more.
 */
const WAIT = `for file in /proc/$$/fd/*; do
  file=\${file##*/}
  case $file in
    0 | 1 | 2) ;;
    ?) eval "exec $file>&-" ;;
    *) [ -z "$BASH_VERSION" ] || eval "exec $file>&-" ;;
  esac
done
ended=$1; shift; tries=0
runs() {
  { read -r stat <"/proc/$ended/stat"; } 2>/dev/null || return 1
  case $stat in *') Z '*) return 1 ;; esac
}
while runs && [ "$tries" -lt 300 ]; do sleep 0.1; tries=$((tries + 1)); done
exec "$@"`;

/** The environment without what tells of the image that ends. */
function outside({ APPIMAGE: _file, APPDIR: _mount, ARGV0: _name, OWD: _folder, ...env }: NodeJS.ProcessEnv) {
  return env;
}
