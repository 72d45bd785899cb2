import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { markRun } from '../../.ci/setup/leftovers.ts';

it.runIf(process.platform === 'linux')('a process that outlives its run is ended, and no other', async () => {
  const run = markRun();
  const start = (env: NodeJS.ProcessEnv) => spawn('sleep', ['60'], { env: { ...process.env, ...env } });
  const marked = start(run.env);
  const stranger = start(markRun().env);
  await Promise.all([once(marked, 'spawn'), once(stranger, 'spawn')]);
  const exit = once(marked, 'exit');
  expect(run.endLeftovers()).toBe(1);
  expect(await exit).toEqual([null, 'SIGKILL']);
  expect(stranger.exitCode).toBeNull();
  stranger.kill();
});
