import { runForeground } from './child.ts';
import { findOnPath } from './find-on-path.ts';

/** Whether a Linux machine has no screen to show a window on. */
export function needsVirtualDisplay(): boolean {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

/** Runs a command that opens windows: on the screen where there is one, else on a virtual one. */
export function runOnDisplay(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<number> {
  if (!needsVirtualDisplay()) return runForeground(command, args, env);
  const xvfbRun = findOnPath('xvfb-run') ?? 'xvfb-run';
  return runForeground(xvfbRun, ['-a', '-s', '-screen 0 1920x1200x24', command, ...args], env);
}
