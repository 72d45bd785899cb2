import type { StateName } from '../../main/core/session-shape.ts';
import type { Runner } from '../../main/session/runner.ts';

/** Resolves when the runner's session is in the state, now or after the event that brings it there. */
export function reachState(runner: Runner, name: StateName): Promise<void> {
  return new Promise((resolve) => {
    if (runner.session().name === name) return resolve();
    const stop = runner.subscribe((session) => {
      if (session.name !== name) return;
      stop();
      resolve();
    });
  });
}
