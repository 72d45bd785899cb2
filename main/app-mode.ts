import { app } from 'electron';
import type { Config } from './config.ts';
import { failed, ok, type Result } from './core/result.ts';
import type { Mode } from './core/verdict-shape.ts';
import { storedServiceKeys } from './secrets/service-keys.ts';

/**
 * Live only where a key was provisioned and practice was not asked for; a key that is there but can't be opened is a
 * failure, never a silent fall back to practice. Call after the app is ready.
 */
export async function chooseMode({ forcePractice, policy }: Config): Promise<Result<Mode>> {
  if (forcePractice) return ok('practice');
  const key = await storedServiceKeys(app.getPath('userData')).read(policy.service.keySlot);
  if (key.ok) return ok('live');
  return key.failure.code === 'keyMissing' ? ok('practice') : failed(key.failure);
}
