import { runForeground } from './child.ts';
import { findOnPath } from './find-on-path.ts';
import { markRun } from './leftovers.ts';
import { say } from './progress.ts';

/** Whether a Linux machine has no screen to show a window on. */
export function needsVirtualDisplay(): boolean {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

/**
 * Runs a command that opens windows: on the screen where there is one, else on a virtual one. No process it
 * started is left when this returns.
 */
export async function runOnDisplay(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<number> {
  const run = markRun();
  const words = [...displayPrefix(), command, ...args];
  const exitCode = await runForeground(words[0] ?? command, words.slice(1), { ...env, ...run.env });
  const ended = run.endLeftovers();
  if (ended > 0) say('display', `ended ${ended} processes that were still running`);
  return exitCode;
}

function displayPrefix(): readonly string[] {
  if (!needsVirtualDisplay()) return [];
  return [findOnPath('xvfb-run') ?? 'xvfb-run', '-a', '-s', '-screen 0 1920x1200x24 -noreset'];
}
