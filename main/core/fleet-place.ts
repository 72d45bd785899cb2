import { z } from 'zod';
import { modeSchema } from './verdict-shape.ts';

/** One word of a NATS subject: no dots, spaces or wildcards fit in. */
export const placeWordSchema = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, 'letters, digits, "_" and "-"');

/** Where a station stands. */
export const placeSchema = z.strictObject({
  bank: placeWordSchema,
  branch: placeWordSchema,
  station: placeWordSchema,
});
export type Place = z.infer<typeof placeSchema>;

const keyIdSchema = z.string().regex(/^[0-9a-f]{12}$/);

/** One chain of records: a station's journal for one mode under one key. */
export const chainSchema = z.strictObject({ ...placeSchema.shape, mode: modeSchema, keyId: keyIdSchema });
export type Chain = z.infer<typeof chainSchema>;

export const JOURNAL_STREAM = 'KIOSK_JOURNAL';
export const HEAD_STREAM = 'KIOSK_HEADS';
/** The bucket KIOSK_POLICY of JetStream's key-value store, by the name its stream has. */
export const POLICY_STREAM = 'KV_KIOSK_POLICY';
const POLICY_ROOT = '$KV.KIOSK_POLICY';
/** Documents of a ring that stay to look back at. */
export const POLICY_HISTORY = 10;

/** Where a ring's policy lies: the key "BANK.RING" of the bucket. Null stands for all there are. */
export const policySubject = (bank: string | null, ring: string | null): string =>
  `${POLICY_ROOT}.${bank ?? '*'}.${ring ?? '*'}`;

const ROOTS = { journal: 'kiosk.journal', head: 'kiosk.head' } as const;
type Root = keyof typeof ROOTS;

/** The subject of one chain: "kiosk.journal.BANK.BRANCH.STATION.MODE-KEYID". */
export const chainSubject = (root: Root, { bank, branch, station, mode, keyId }: Chain): string =>
  `${ROOTS[root]}.${bank}.${branch}.${station}.${mode}-${keyId}`;

/** All subjects of a kind; of one bank, branch or station where these are named. */
export function subjectFilter(
  root: Root,
  { bank = null, branch = null, station = null }: Partial<Nullable<Place>>,
): string {
  const words = [bank, branch, station].map((word) => word ?? '*');
  return `${ROOTS[root]}.${words.join('.')}.*`;
}

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

/** Null for a subject that `chainSubject` would not have made. */
export function parseSubject(root: Root, subject: string): Chain | null {
  if (!subject.startsWith(`${ROOTS[root]}.`)) return null;
  const [bank, branch, station, last = '', ...more] = subject.slice(ROOTS[root].length + 1).split('.');
  const at = last.indexOf('-');
  const parsed = chainSchema.safeParse({
    bank,
    branch,
    station,
    mode: last.slice(0, Math.max(at, 0)),
    keyId: last.slice(at + 1),
  });
  return parsed.success && more.length === 0 ? parsed.data : null;
}

/** One name of a chain for maps and identifiers. */
export const chainName = ({ bank, branch, station, mode, keyId }: Chain): string =>
  `${bank}.${branch}.${station}.${mode}-${keyId}`;

/** What a station's account on the cluster needs to be allowed, and no more. */
export function stationPermissions({ bank, branch, station }: Place) {
  const own = `${bank}.${branch}.${station}`;
  return {
    publish: [
      `${ROOTS.journal}.${own}.>`,
      `${ROOTS.head}.${own}.>`,
      `$JS.API.DIRECT.GET.${JOURNAL_STREAM}.${ROOTS.journal}.${own}.>`,
      `$JS.API.DIRECT.GET.${POLICY_STREAM}.${policySubject(bank, null)}`,
    ],
    subscribe: [`${inboxPrefix({ bank, branch, station })}.>`],
  } as const;
}

/** Answers to one station come where no other may listen. */
export const inboxPrefix = ({ bank, branch, station }: Place): string =>
  `_INBOX.${bank}_${branch}_${station}`;
