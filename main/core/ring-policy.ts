import { effectivePolicy, type PolicySource } from './effective-policy.ts';
import type { PolicyProblem } from './policy-state.ts';
import type { RingRefused } from './ring-store.ts';

/** A ring's settings as a place that settings come from. */
export const ringSource = (ring: string, version: number, settings: unknown): PolicySource => ({
  origin: 'ring',
  place: `ring ${ring}, version ${version}`,
  content: settings,
});

/**
 * What keeps these settings from being followed: by themselves, or together with what machine and user decide.
 * One key that does not fit refuses the whole document, so that no half of it is ever in force.
 */
export function ringProblem(
  source: PolicySource,
  others: readonly PolicySource[],
): Omit<RingRefused, 'version'> | null {
  const [alone] = effectivePolicy([source]).state.problems;
  if (alone !== undefined) return { reason: reasonOf(alone), detail: detailOf(alone) };
  const known = new Set(effectivePolicy(others).state.problems.map(nameOf));
  const added = effectivePolicy([...others, source]).state.problems.find((one) => !known.has(nameOf(one)));
  return added === undefined ? null : { reason: 'conflict', detail: detailOf(added) };
}

const nameOf = ({ origin, place, key, reason }: PolicyProblem): string =>
  JSON.stringify([origin, place, key, reason]);

function reasonOf({ reason }: PolicyProblem): RingRefused['reason'] {
  if (reason === 'unknown' || reason === 'notForRing') return reason;
  return 'illTyped';
}

const detailOf = ({ key, detail }: PolicyProblem): string =>
  (detail === '' ? key : `${key}: ${detail}`).slice(0, 300);
