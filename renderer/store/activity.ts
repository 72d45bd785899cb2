import type { StateName } from '../../main/core/session-shape.ts';
import type { KioskStore } from './kiosk-store.ts';

/** States in which a person reads or decides; in the others the machine works against its own deadline. */
const PERSON_DECIDES: ReadonlySet<StateName> = new Set([
  'consent',
  'face.ready',
  'card.ready',
  'review',
  'verdict',
  'retake',
  'attendant',
  'outcomeUnknown',
] as const);

/** Main is told at most this often, ms: half of the shortest wait that policy can ask for. */
const EVERY_MS = 5000;

/**
 * Tells main that somebody touches, types or scrolls, so that nobody loses a session while reading. `uptimeMs` must
 * not follow the clock: after that was set back, nobody would be told of for as long.
 */
export function watchActivity(kiosk: KioskStore, uptimeMs: () => number): () => void {
  let toldAtMs = -EVERY_MS;
  const tell = (): void => {
    const { session } = kiosk.getState();
    if (session === null || !PERSON_DECIDES.has(session.name) || uptimeMs() - toldAtMs < EVERY_MS) return;
    toldAtMs = uptimeMs();
    void kiosk.sendIntent({ type: 'activity' });
  };
  const events = ['pointerdown', 'keydown', 'wheel'] as const;
  for (const event of events) window.addEventListener(event, tell, { passive: true });
  return () => {
    for (const event of events) window.removeEventListener(event, tell);
  };
}
