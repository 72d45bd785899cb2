import { z } from 'zod';
import type { UpdateSettings } from './update-settings.ts';

/** Three numbers: what the journal can hold and what every version of ours looks like. */
export const versionSchema = z.string().regex(/^\d{1,3}\.\d{1,3}\.\d{1,3}$/);

const fileSchema = z.object({
  /** SECURITY: a bare name: it lies beside the list, and no folder or other server can be named (test/core/update-offer.test.ts). */
  url: z.string().regex(/^[\w][\w.-]{0,150}\.(AppImage|exe)$/),
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
  size: z
    .number()
    .int()
    .min(1)
    .max(2 * 1024 ** 3),
});
export type OfferedFile = z.infer<typeof fileSchema>;

/** The list that electron-builder calls latest.yml, as far as we use it; everything else in it is dropped. */
export const updateListSchema = z.object({
  version: versionSchema,
  files: z.array(fileSchema).min(1).max(8).readonly(),
  /** How many of a hundred stations may take it; without it all of them. 0 holds it back from everybody. */
  stagingPercentage: z.number().min(0).max(100).optional(),
  releaseDate: z.string().max(40).optional(),
});
export type UpdateList = z.infer<typeof updateListSchema>;

export interface OfferRules {
  readonly current: string;
  /** Versions this station went back from. */
  readonly blocked: readonly string[];
  readonly ring: UpdateSettings['ring'];
  /** This station's place among all, 0 to below 100; always the same. */
  readonly bucketPercent: number;
}

/** Whether this station takes what is offered. Total: never an older version, never a blocked one. */
export function judgeOffer(
  { version, stagingPercentage = 100 }: UpdateList,
  { current, blocked, ring, bucketPercent }: OfferRules,
): 'take' | 'upToDate' | 'older' | 'blocked' | 'stagedOut' {
  const order = compareVersions(version, current);
  if (order === 0) return 'upToDate';
  if (order < 0) return 'older';
  if (blocked.includes(version)) return 'blocked';
  if (stagingPercentage === 0) return 'stagedOut';
  return ring === 'pilot' || bucketPercent < stagingPercentage ? 'take' : 'stagedOut';
}

/** Negative where `a` is older than `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A station's place among all: the first 32 bits of a hash of its device, as a share of a hundred. */
export const bucketOf = (deviceId: string): number => (parseInt(deviceId.slice(0, 8), 16) / 2 ** 32) * 100;
