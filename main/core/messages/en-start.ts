import { customer } from './en/customer.ts';
import { adminDoor, policyDoor, stationDoor } from './en/doors.ts';
import { failures } from './en/failures.ts';
import { screens } from './en/screens.ts';
import { verdict } from './en/verdict.ts';

/** Of a page the staff open, only what is said before it is open. */
export const enStart = {
  admin: adminDoor,
  customer,
  failures,
  policy: policyDoor,
  screens,
  station: stationDoor,
  verdict,
} as const;
