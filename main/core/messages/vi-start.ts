import { customer } from './vi/customer.ts';
import { adminDoor, policyDoor, stationDoor } from './vi/doors.ts';
import { failures } from './vi/failures.ts';
import { screens } from './vi/screens.ts';
import { verdict } from './vi/verdict.ts';

/** Of a page the staff open, only what is said before it is open. */
export const viStart = {
  admin: adminDoor,
  customer,
  failures,
  policy: policyDoor,
  screens,
  station: stationDoor,
  verdict,
} as const;
