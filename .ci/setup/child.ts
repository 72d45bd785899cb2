import { spawn, type ChildProcess } from 'node:child_process';
import { root } from './paths.ts';

/** How a child process ended, with everything it said. */
export interface ChildResult {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs a helper quietly and returns what it said (both streams); it is killed after `timeoutMs`. */
export function capture(
  command: string,
  args: readonly string[],
  options: {
    readonly timeoutMs?: number;
    readonly cwd?: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly shell?: boolean;
  } = {},
): Promise<ChildResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      shell: options.shell ?? false,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
    });
    let output = '';
    const collect = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ exitCode: 127, output: error.message }));
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output }));
  });
}

/** Runs the command the person asked for: their terminal, their signals, its exit code. */
export function runForeground(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<number> {
  // A group of its own on Unix, so that a signal also reaches what a shell wrapper such as xvfb-run started.
  const ownGroup = process.platform !== 'win32' && !process.stdin.isTTY;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: 'inherit',
      detached: ownGroup,
    });
    const release = forwardSignals(child, ownGroup);
    child.on('error', (error) => {
      release();
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(127);
    });
    child.on('exit', (code, signal) => {
      release();
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/** The arguments with which Node runs one of our TypeScript files. */
export function typescript(file: string, args: readonly string[]): readonly string[] {
  return ['--import', import.meta.resolve('tsx'), file, ...args];
}

function forwardSignals(child: ChildProcess, ownGroup: boolean): () => void {
  const forward = (signal: NodeJS.Signals): void => {
    if (child.pid !== undefined) sendSignal(ownGroup ? -child.pid : child.pid, signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  signals.forEach((signal) => process.on(signal, forward));
  const stopWatching = whenNpmDies(() => forward('SIGTERM'));
  return () => {
    stopWatching();
    signals.forEach((signal) => process.off(signal, forward));
  };
}

/** npm does not always pass a signal on to what it runs: when it is gone, what it started shall go too. */
function whenNpmDies(act: () => void): () => void {
  if (process.env.npm_lifecycle_event === undefined) return () => undefined;
  const npm = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(timer);
    act();
  }, 1000);
  return () => clearInterval(timer);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
