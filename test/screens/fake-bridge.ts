import type { AppInfo } from '../../main/core/contract.ts';
import type { Session } from '../../main/core/session-shape.ts';

export interface FakeMain {
  readonly info: AppInfo;
  readonly session: Session;
  /** Portrait for the review screen, JPEG bytes. */
  readonly portrait: readonly number[];
}

/** Runs in the page, before it: stands in for the preload and shows whatever session the test pushes. */
export function installFakeBridge(fake: FakeMain): void {
  const listeners = new Set<(payload: unknown) => void>();
  let { session } = fake;
  let cameras: Record<string, unknown> = { face: null, card: null };
  const answers: Readonly<Record<string, () => unknown>> = {
    'app.info': () => fake.info,
    'session.get': () => session,
    'session.intent': () => session,
    'media.preview': () => new Uint8Array(fake.portrait),
  };
  const kiosk = {
    invoke: async (channel: string, input: unknown) => {
      if (channel === 'cameras.choose') {
        const { role, choice } = input as { readonly role: string; readonly choice: unknown };
        cameras = { ...cameras, [role]: choice };
      }
      return {
        ok: true,
        value: channel.startsWith('cameras.') ? cameras : (answers[channel]?.() ?? session),
      };
    },
    on: (_channel: string, listener: (payload: unknown) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const show = (next: Session): void => {
    session = next;
    for (const listener of listeners) listener(next);
  };
  Object.assign(window, { kiosk, showSession: show });
}
