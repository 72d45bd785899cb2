import { admin } from './vi/admin.ts';
import { cli } from './vi/cli.ts';
import { customer } from './vi/customer.ts';
import { failures } from './vi/failures.ts';
import { findings } from './vi/findings.ts';
import { fleet } from './vi/fleet.ts';
import { history } from './vi/history.ts';
import { policy } from './vi/policy.ts';
import { receipt } from './vi/receipt.ts';
import { ring } from './vi/ring.ts';
import { screens } from './vi/screens.ts';
import { station } from './vi/station.ts';
import { stats } from './vi/stats.ts';
import { training } from './vi/training.ts';
import { updates } from './vi/updates.ts';
import { verdict } from './vi/verdict.ts';

export const vi = {
  admin,
  cli,
  customer,
  failures,
  findings,
  fleet,
  history,
  policy,
  receipt,
  ring,
  screens,
  station,
  stats,
  training,
  updates,
  verdict,
} as const;
