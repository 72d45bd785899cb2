/** What a station or head office shows the cluster, in one of its three forms. */
export type FleetKey =
  | { readonly kind: 'creds'; readonly text: string }
  | { readonly kind: 'nkey'; readonly seed: string }
  | { readonly kind: 'password'; readonly user: string; readonly password: string };

const LONGEST = 4000;

/** The content of a .creds file, an nkey seed, or "user:password"; null for any other text. */
export function parseFleetKey(text: string): FleetKey | null {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed.length > LONGEST) return null;
  if (/BEGIN NATS USER JWT[^]*BEGIN USER NKEY SEED/.test(trimmed)) return { kind: 'creds', text: trimmed };
  if (/^SU[A-Z2-7]{56}$/.test(trimmed)) return { kind: 'nkey', seed: trimmed };
  const [, user, password] = /^([\x21-\x39\x3b-\x7e]{1,100}):([\x21-\x7e]{8,200})$/.exec(trimmed) ?? [];
  return user === undefined || password === undefined ? null : { kind: 'password', user, password };
}
