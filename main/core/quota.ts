import { z } from 'zod';
import { failure, type Failure } from './failure.ts';

/** How many calls this station may make; null for no limit. */
export const quotaSchema = z.strictObject({
  perDay: z.number().int().min(1).max(1_000_000).nullable().default(null),
  perMonth: z.number().int().min(1).max(1_000_000).nullable().default(null),
});
export type Quota = z.infer<typeof quotaSchema>;

/** Calls of this station that may have been charged. */
export const quotaUseSchema = z.object({
  today: z.number().int().nonnegative(),
  thisMonth: z.number().int().nonnegative(),
  inAll: z.number().int().nonnegative(),
});
export type QuotaUse = z.infer<typeof quotaUseSchema>;

/**
 * Counts by this machine's own days and months. Billing of failed calls is not documented, so whatever may have
 * left counts; and so does a call "from the future", or a clock set back would give the day's quota twice.
 * @param atMs when each call that may have been charged began
 */
export function quotaUse(atMs: readonly number[], nowMs: number): QuotaUse {
  const now = new Date(nowMs);
  const dayMs = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const monthMs = new Date(now.getFullYear(), now.getMonth(), 1).getTime();
  const since = (startMs: number): number => atMs.filter((at) => at >= startMs).length;
  return { today: since(dayMs), thisMonth: since(monthMs), inAll: atMs.length };
}

/** Why not one call more may be made, or null when it may. */
export function quotaRefusal(use: QuotaUse, { perDay, perMonth }: Quota): Failure | null {
  if (perDay !== null && use.today >= perDay) return failure('quotaReached', `perDay ${perDay}`);
  if (perMonth !== null && use.thisMonth >= perMonth) return failure('quotaReached', `perMonth ${perMonth}`);
  return null;
}
