import { spawn } from 'node:child_process';

/**
 * Starts a program file once this process has ended. A shell of the system's waits for that, without the files this
 * process holds open: Electron's own `relaunch` waits inside the mounted image, which is gone by then
 * (electron-builder #1727, test/update/way-back.test.ts).
 */
export function startAfterEnd(path: string, args: readonly string[]): void {
  const words = ['-c', WAIT, 'sh', String(process.pid), path, ...args];
  spawn('/bin/sh', words, { cwd: '/', detached: true, stdio: 'ignore', env: outside(process.env) }).unref();
}

/** Half a minute at most: a process that nobody has buried yet still counts as one. */
const WAIT = `exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
ended=$1; shift; tries=0
while kill -0 "$ended" 2>/dev/null && [ "$tries" -lt 300 ]; do sleep 0.1; tries=$((tries + 1)); done
exec "$@"`;

/** The environment without what tells of the image that ends. */
function outside({ APPIMAGE: _file, APPDIR: _mount, ARGV0: _name, OWD: _folder, ...env }: NodeJS.ProcessEnv) {
  return env;
}
