import { z } from 'zod';
import type { Box } from './framing.ts';

/** What a customer may do on a second screen that is a touch screen. */
export const customerRightSchema = z.enum(['language', 'consent']);
export type CustomerRight = z.infer<typeof customerRightSchema>;

/** What IT may decide about the customer's own screen. */
export const secondScreenPolicySchema = z.strictObject({
  /** auto: wherever a second display is plugged in; off: one combined screen, whatever is plugged in. */
  show: z.enum(['auto', 'off']).default('auto'),
  /** Which display is the customer's, counted from the left; null: any that the teller's window is not on. */
  display: z.number().int().min(1).max(9).nullable().default(null),
  /** Nothing by default: then the screen only shows, and touching it does nothing. */
  customerMay: z.array(customerRightSchema).max(2).readonly().default([]),
});
export type SecondScreenPolicy = z.infer<typeof secondScreenPolicySchema>;

/** A display as the system lists it; bounds in its own units. */
export interface SeenDisplay {
  readonly id: number;
  readonly bounds: Box;
}

export interface ScreenPlan {
  /** Where the customer's window goes; null: there is none. */
  readonly customer: SeenDisplay | null;
  /** Where the teller's window has to move to; null: it stays. */
  readonly tellerTo: SeenDisplay | null;
}

/** Which window goes where. A display the policy names but that is not there means one combined screen. */
export function planScreens(
  displays: readonly SeenDisplay[],
  tellerDisplayId: number,
  { show, display }: SecondScreenPolicy,
): ScreenPlan {
  if (show === 'off' || displays.length < 2) return { customer: null, tellerTo: null };
  const fromLeft = displays.toSorted((a, b) => a.bounds.x - b.bounds.x || a.bounds.y - b.bounds.y);
  const customer =
    (display === null ? fromLeft.find(({ id }) => id !== tellerDisplayId) : fromLeft[display - 1]) ?? null;
  const isTellersOwn = customer?.id === tellerDisplayId;
  const tellerTo = isTellersOwn ? (fromLeft.find(({ id }) => id !== tellerDisplayId) ?? null) : null;
  return { customer, tellerTo };
}
