import type { Catalogue } from './messages/catalogue.ts';
import type { PolicyOrigin } from './policy-state.ts';
import type { RingRefused, RingShown } from './ring-store.ts';

/** Who decided a setting, in words. */
export function originWords(origin: PolicyOrigin, ring: RingShown | null, text: Catalogue): string {
  if (origin !== 'ring') return text.policy.origins[origin];
  return text.ring.origin(ring?.name ?? '', String(ring?.version ?? ''));
}

/** How a ring stands, one sentence a line, the setting at fault last. */
export function ringLines(ring: RingShown, text: Catalogue): readonly string[] {
  const words = text.ring;
  const { name, version, standing, waiting, refused } = ring;
  return [
    version === null
      ? words.none(name)
      : `${words.origin(name, String(version))}: ${words.standings[standing]}`,
    ...(waiting === null ? [] : [words.waiting(String(waiting))]),
    ...(refused === null ? [] : [refusedWords(refused, text)]),
  ];
}

/** One refused version and why: the lines of the check that turned red by their names, a setting by its own. */
export function refusedWords(
  { version, reason, detail = '' }: Omit<RingRefused, 'detail'> & Partial<Pick<RingRefused, 'detail'>>,
  { ring, station }: Catalogue,
): string {
  const said = ring.refused(String(version ?? '?'), ring.refusals[reason]);
  const names: Readonly<Record<string, string>> = reason === 'rolledBack' ? station.checks : {};
  const words = detail.split(', ').map((word) => names[word] ?? word);
  return detail === '' ? said : `${said} (${words.join(', ')})`;
}
