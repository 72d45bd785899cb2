import { once } from 'node:events';
import type { ElectronApplication } from 'playwright';
import type { StateName } from '../../main/core/session-shape.ts';

/**
 * Has main die as by `kill -9` once the session has been in this state for so long: at 0 the moment it is entered,
 * before anything of it is done. From outside, states that last for an instant could not be met.
 */
export async function armKill(app: ElectronApplication, state: StateName, afterMs: number): Promise<void> {
  // No named function in here: a loader that keeps names would leave a helper behind that main does not have.
  await app.evaluate(
    ({ BrowserWindow }, wish) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined) throw new Error('no window');
      const send = contents.send.bind(contents);
      let now = '';
      contents.send = (channel, ...rest: readonly unknown[]) => {
        const before = now;
        if (channel === 'session.changed') now = String(Reflect.get(Object(rest[0]), 'name'));
        if (now === wish.state && before !== now) {
          if (wish.afterMs === 0) process.kill(process.pid, 'SIGKILL');
          setTimeout(() => {
            if (now === wish.state) process.kill(process.pid, 'SIGKILL');
          }, wish.afterMs);
        }
        send(channel, ...rest);
      };
    },
    { state, afterMs },
  );
}

/** Walks until the program has died of what `armKill` planted; throws where it never came to that state. */
export async function walkToDeath(app: ElectronApplication, walk: () => Promise<void>): Promise<void> {
  const ended = once(app.process(), 'exit', { signal: AbortSignal.timeout(60_000) });
  // What the page was asked last is never answered.
  const walking = walk().catch((cause: unknown) => cause);
  const [, signal] = (await ended.catch(async () => {
    throw new Error('it did not die where it should have', { cause: await walking });
  })) as [number | null, NodeJS.Signals | null];
  if (signal !== 'SIGKILL') throw new Error(`ended by ${signal ?? 'itself'}`);
  await walking;
}
