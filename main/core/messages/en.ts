import { enStart } from './en-start.ts';
import { admin } from './en/admin.ts';
import { cli } from './en/cli.ts';
import { findings } from './en/findings.ts';
import { fleet } from './en/fleet.ts';
import { history } from './en/history.ts';
import { policy } from './en/policy.ts';
import { receipt } from './en/receipt.ts';
import { ring } from './en/ring.ts';
import { station } from './en/station.ts';
import { stats } from './en/stats.ts';
import { training } from './en/training.ts';
import { updates } from './en/updates.ts';

export const en = {
  ...enStart,
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
