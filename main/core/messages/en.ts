import { admin } from './en/admin.ts';
import { cli } from './en/cli.ts';
import { customer } from './en/customer.ts';
import { failures } from './en/failures.ts';
import { findings } from './en/findings.ts';
import { fleet } from './en/fleet.ts';
import { history } from './en/history.ts';
import { policy } from './en/policy.ts';
import { receipt } from './en/receipt.ts';
import { ring } from './en/ring.ts';
import { screens } from './en/screens.ts';
import { station } from './en/station.ts';
import { stats } from './en/stats.ts';
import { training } from './en/training.ts';
import { updates } from './en/updates.ts';
import { verdict } from './en/verdict.ts';

export const en = {
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
