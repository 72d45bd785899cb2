import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { z } from 'zod';
import { createAdminDesk, SUPERVISOR, type AdminDesk, type DeskPorts } from './admin/desk.ts';
import { filePinGate, type PinGate } from './admin/pin-gate.ts';
import { startAgain } from './app-restart.ts';
import type { Config } from './config.ts';
import { type About, aboutSchema } from './core/admin.ts';
import type { Clock } from './core/ports.ts';
import type { Session } from './core/session-shape.ts';
import type { Mode } from './core/verdict-shape.ts';
import { keySlots, type KeySlot, type ServiceKeys } from './core/service-key.ts';
import { UNREADABLE, type StationState } from './core/station-state.ts';
import { fetchKey } from './kiosk/key-source.ts';
import { storedServiceKeys } from './secrets/service-keys.ts';
import { findInstallPlace } from './update/install-place.ts';

export interface AdminParts {
  readonly config: Config;
  readonly mode: Mode;
  readonly clock: Clock;
  readonly note: DeskPorts['note'];
  readonly noteChanges: DeskPorts['noteChanges'];
  readonly locks: StationLocks;
  readonly session: () => Session;
  readonly window: () => BrowserWindow;
  readonly changed: () => void;
}

/** What opens something on this station. */
export interface StationLocks {
  readonly supervisor: PinGate;
  readonly tellers: PinGate;
  readonly keys: ServiceKeys;
}

export function openStationLocks({ policy }: Config, userDataDir: string, clock: Clock): StationLocks {
  const hash = policy.kiosk.supervisorPinHash;
  return {
    supervisor: supervisorGate(userDataDir, clock, hash),
    tellers: filePinGate(join(userDataDir, 'admin/tellers'), clock),
    keys: storedServiceKeys(userDataDir),
  };
}

/** The supervisor's PIN as the policy sets it, else as it is kept in the program's folder. */
export const supervisorGate = (userDataDir: string, clock: Clock, policyHash: string | null): PinGate =>
  filePinGate(join(userDataDir, 'admin/supervisor'), clock, {
    managed: policyHash === null ? null : { [SUPERVISOR]: policyHash },
  });

/** What the journal is told of them: marks, never a key or a PIN. */
export async function readStationState({ supervisor, tellers, keys }: StationLocks): Promise<StationState> {
  const markOfKey = async (slot: KeySlot): Promise<string | null> => {
    const { isSet, fingerprint } = await keys.status(slot);
    return isSet ? (fingerprint === null ? UNREADABLE : `sha256:${fingerprint}`) : null;
  };
  return {
    keys: {
      live: await markOfKey('live'),
      test: await markOfKey('test'),
      fleet: await markOfKey('fleet'),
      handOver: await markOfKey('handOver'),
    },
    supervisor: (await supervisor.marks()).get(SUPERVISOR) ?? null,
    tellers: await tellers.marks(),
  };
}

/** Screens on which a supervisor may take over: no customer is in the middle of anything. */
const FREE_STATES: ReadonlySet<Session['name']> = new Set(['idle', 'attendant', 'fault']);

/** The supervisor's and teller's desk of this station, with its PINs in the program's folder. */
export function openAdminDesk(parts: AdminParts): AdminDesk {
  const { config, mode, clock, locks } = parts;
  return createAdminDesk({
    mode,
    signOn: config.policy.kiosk.signOn,
    osUser: osUserName(),
    ...locks,
    slots: keySlots.filter((slot) => isUsed(slot, config)),
    isPinManaged: config.policy.kiosk.supervisorPinHash !== null,
    clock,
    note: parts.note,
    noteChanges: parts.noteChanges,
    fetchKey: (source) => fetchKey(source, parts.window()),
    isFree: () => FREE_STATES.has(parts.session().name),
    leave: leaveProgram,
    changed: parts.changed,
  });
}

/** Ends the program, or starts it anew with the arguments it was started with. */
export function leaveProgram(how: 'restart' | 'exit'): void {
  if (how === 'restart') startAgain(findInstallPlace(process));
  app.quit();
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
