import { readFileSync } from 'node:fs';
import { refused, taken, type Taken } from '../core/update-state.ts';

/** The certificates the policy trusts for the update server besides the system's (PEM); null where it names none. */
export function readCaBundle(path: string | null): Taken<string | null> {
  if (path === null) return taken(null);
  try {
    return taken(readFileSync(path, 'utf8'));
  } catch {
    // Without it the server could not be told from another: nothing is asked.
    return refused('untrusted', `updates.caBundlePath: ${path}`);
  }
}
