import { viStart } from './vi-start.ts';
import { admin } from './vi/admin.ts';
import { cli } from './vi/cli.ts';
import { findings } from './vi/findings.ts';
import { fleet } from './vi/fleet.ts';
import { history } from './vi/history.ts';
import { policy } from './vi/policy.ts';
import { receipt } from './vi/receipt.ts';
import { ring } from './vi/ring.ts';
import { station } from './vi/station.ts';
import { stats } from './vi/stats.ts';
import { training } from './vi/training.ts';
import { updates } from './vi/updates.ts';

export const vi = {
  ...viStart,
  admin,
  cli,
  findings,
  fleet,
  history,
  policy,
  receipt,
  ring,
  station,
  stats,
  training,
  updates,
} as const;
