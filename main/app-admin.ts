import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { createAdminDesk, type AdminDesk, type DeskPorts } from './admin/desk.ts';
import { filePinGate } from './admin/pin-gate.ts';
import { z } from 'zod';
import type { Config } from './config.ts';
import { type About, aboutSchema } from './core/admin.ts';
import type { Clock } from './core/ports.ts';
import type { Session } from './core/session-shape.ts';
import { keySlots, type KeySlot } from './core/service-key.ts';
import type { Mode } from './core/verdict-shape.ts';
import { fetchKey } from './kiosk/key-source.ts';
import { storedServiceKeys } from './secrets/service-keys.ts';

export interface AdminParts {
  readonly config: Config;
  readonly mode: Mode;
  readonly clock: Clock;
  readonly note: DeskPorts['note'];
  readonly session: () => Session;
  readonly window: () => BrowserWindow;
  readonly changed: () => void;
}

/** Screens on which a supervisor may take over: no customer is in the middle of anything. */
const FREE_STATES: ReadonlySet<Session['name']> = new Set(['idle', 'attendant', 'fault']);

/** The supervisor's and teller's desk of this station, with its PINs in the program's folder. */
export function openAdminDesk(parts: AdminParts): AdminDesk {
  const { config, mode, clock } = parts;
  const folder = join(app.getPath('userData'), 'admin');
  return createAdminDesk({
    mode,
    signOn: config.policy.kiosk.signOn,
    osUser: osUserName(),
    supervisor: filePinGate(join(folder, 'supervisor'), clock),
    tellers: filePinGate(join(folder, 'tellers'), clock),
    keys: storedServiceKeys(app.getPath('userData')),
    slots: keySlots.filter((slot) => isUsed(slot, config)),
    clock,
    note: parts.note,
    fetchKey: (source) => fetchKey(source, parts.window()),
    isFree: () => FREE_STATES.has(parts.session().name),
    leave: (how) => {
      if (how === 'restart') app.relaunch();
      app.quit();
    },
    changed: parts.changed,
  });
}

/** Keys that this station's policy has a use for. */
function isUsed(slot: KeySlot, { policy }: Config): boolean {
  if (slot === 'fleet') return policy.fleet !== null;
  return slot !== 'handOver' || policy.handOver?.post?.auth === 'bearer';
}

/** The account that is signed in to this computer, in the letters a record may hold. */
export const osUserName = (): string =>
  userInfo()
    .username.replaceAll(/[^\w.@-]/g, '_')
    .slice(0, 40) || 'unknown';

const noteSchema = z.object({ signing: aboutSchema.shape.signing });

/** What the build wrote beside the archive; a package without it counts as unsigned. */
async function readSigning(): Promise<About['signing']> {
  if (!app.isPackaged) return 'development';
  try {
    const note: unknown = JSON.parse(await readFile(join(process.resourcesPath, 'build.json'), 'utf8'));
    return noteSchema.parse(note).signing;
  } catch {
    // Nobody vouches for a package that has lost its note.
    return 'unsigned';
  }
}

/** What the About page says. The notices are made by the build. */
export async function readAbout(config: Config, version: string): Promise<About> {
  const notices = await readFile(join(import.meta.dirname, 'notices.txt'), 'utf8').catch(() => '');
  return {
    version,
    electron: process.versions.electron,
    chromium: process.versions.chrome,
    node: process.versions.node,
    stationId: config.policy.stationId,
    signing: await readSigning(),
    isManaged: config.policyState.settings.some(({ origin }) => origin === 'machine'),
    notices,
  };
}
