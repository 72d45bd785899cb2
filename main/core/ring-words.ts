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

/** One refused version and why, in one sentence. */
export function refusedWords(
  { version, reason, detail = '' }: Omit<RingRefused, 'detail'> & Partial<Pick<RingRefused, 'detail'>>,
  { ring }: Catalogue,
): string {
  const said = ring.refused(String(version ?? '?'), ring.refusals[reason]);
  return detail === '' ? said : `${said} (${detail})`;
}
