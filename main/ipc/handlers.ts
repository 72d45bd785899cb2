import type { AppInfo } from '../core/contract.ts';
import { ok } from '../core/result.ts';
import type { CameraMemory } from '../kiosk/camera-memory.ts';
import type { Runner } from '../session/runner.ts';
import type { Vault } from '../session/vault.ts';
import type { Handlers } from './register.ts';

export interface HandlerDeps {
  readonly info: AppInfo;
  readonly runner: Runner;
  readonly vault: Vault;
  readonly cameras: CameraMemory;
}

/** What each channel does, in terms of the session. */
export function createHandlers({ info, runner, vault, cameras }: HandlerDeps): Handlers {
  return {
    'app.info': () => ok(info),
    'session.get': () => ok(runner.session()),
    'session.intent': (intent) => runner.handleIntent(intent),
    'media.deliver': ({ role, bytes, facts }) => runner.deliver(role, bytes, facts),
    'media.preview': ({ role }) => ok(vault.checked(role)?.preview ?? null),
    'cameras.get': () => ok(cameras.read()),
    'cameras.choose': ({ role, choice }) => ok(cameras.choose(role, choice)),
  };
}
