import type { CardFolder } from './core/policy.ts';
import { watchCardFolder } from './kiosk/card-folder.ts';
import type { Runner } from './session/runner.ts';

/** Follows the scanner's folder where the policy names one; the answer ends it. */
export function followCardFolder(settings: CardFolder | null, runner: Runner): () => void {
  if (settings === null) return () => undefined;
  return watchCardFolder({
    settings,
    runner,
    log: (event, code) => process.stderr.write(`${JSON.stringify({ event, code })}\n`),
  });
}
