import type { Page } from 'playwright';
import { z } from 'zod';
import { audienceOf, invokeChannels, type Audience } from '../../main/core/channels.ts';
import { invokeContract } from '../../main/core/contract.ts';
import { hostileScript, type HostileReport } from './hostile-script.ts';
import { installValues } from './hostile-values.ts';

export interface Hostility {
  readonly count: number;
  readonly seed: number;
  readonly who?: Audience;
  /** Intents by which a person sends: left out where real media wait for just that. */
  readonly withoutSending?: boolean;
}

const reportSchema = z.object({
  asked: z.number(),
  refusedByBridge: z.number(),
  codes: z.record(z.string(), z.number()),
  internal: z.array(z.string()),
  hung: z.array(z.string()),
  malformed: z.array(z.string()),
  states: z.array(z.string()),
  slowestMs: z.number(),
}) satisfies z.ZodType<HostileReport>;

/** Speaks to main through the page's own door as a page taken over by somebody would: at random, and by seed. */
export async function beHostile(
  page: Page,
  { count, seed, who = 'teller', withoutSending = false }: Hostility,
): Promise<HostileReport> {
  const channels = invokeChannels
    .filter((channel) => audienceOf(channel) === who)
    .map((name) => ({
      name,
      shape: z.toJSONSchema(invokeContract[name].input, { io: 'input', unrepresentable: 'any' }),
    }));
  // A loader that keeps names leaves a helper behind that the page does not have.
  await page.evaluate('globalThis.__name ??= (named) => named');
  const left = withoutSending ? ['submit', 'resend'] : [];
  await page.evaluate(installValues, JSON.stringify({ seed, left }));
  return reportSchema.parse(await page.evaluate(hostileScript, JSON.stringify({ count, channels })));
}
