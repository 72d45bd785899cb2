import type { AdminRequest, AdminState } from '../core/admin.ts';
import { failure } from '../core/failure.ts';
import type { JournalEvent } from '../core/journal-schema.ts';
import type { Clock } from '../core/ports.ts';
import { assertNever, failed, ok, type Result } from '../core/result.ts';
import type { KeySlot, ServiceKeys } from '../core/service-key.ts';
import type { Mode } from '../core/verdict-shape.ts';
import type { PinGate } from './pin-gate.ts';

type AdminAct = Extract<JournalEvent, { type: 'adminAct' }>['facts']['act'];

/** What the desk needs from outside. */
export interface DeskPorts {
  readonly mode: Mode;
  readonly signOn: AdminState['teller']['signOn'];
  /** Who is signed in to the computer; names the teller where no PIN is asked for. */
  readonly osUser: string;
  readonly supervisor: PinGate;
  readonly tellers: PinGate;
  readonly keys: ServiceKeys;
  /** Which keys this station has a use for. */
  readonly slots: readonly KeySlot[];
  readonly clock: Clock;
  readonly note: (act: AdminAct) => Promise<void>;
  /** Has the journal say which keys and PINs are other ones now. */
  readonly noteChanges: () => Promise<void>;
  /** The supervisor's PIN is IT's policy; none can be chosen here. */
  readonly isPinManaged: boolean;
  /** Main fetches the key itself; the page never holds it. */
  readonly fetchKey: (source: 'clipboard' | 'file') => Promise<Result<string>>;
  /** True while no customer is being served. */
  readonly isFree: () => boolean;
  readonly leave: (how: 'restart' | 'exit') => void;
  readonly changed: () => void;
}

/** The supervisor's rights and the teller's name: who may do what on this station, and until when. */
export interface AdminDesk {
  state(): Promise<AdminState>;
  handle(request: AdminRequest): Promise<Result<AdminState>>;
  /** Whose name the journal writes; null while a teller has to sign on. */
  teller(): string | null;
  /** For pages of other rooms that only a supervisor may read. */
  isUnlocked(): boolean;
  /** Somebody is at work: the supervisor's time and the teller's start anew. */
  touch(): void;
  dispose(): void;
}

/** The one name at the supervisor's gate. */
export const SUPERVISOR = 'supervisor';
/** An open supervisor page closes by itself. */
const SUPERVISOR_IDLE_MS = 2 * 60_000;
/** A teller who has gone is signed off. */
const TELLER_IDLE_MS = 15 * 60_000;

/** Requests after which a key or a PIN may be another one. */
const CHANGES: ReadonlySet<AdminRequest['type']> = new Set([
  'choosePin',
  'addTeller',
  'removeTeller',
  'setKey',
  'removeKey',
] as const);

export function createAdminDesk(ports: DeskPorts): AdminDesk {
  let unlocked: NodeJS.Timeout | null = null;
  let signedOn: { readonly tellerId: string; readonly timer: NodeJS.Timeout } | null = null;

  const lock = (): void => {
    if (unlocked !== null) clearTimeout(unlocked);
    unlocked = null;
  };
  const lockAndSay = (): void => {
    lock();
    void ports.note('supervisorLocked');
    ports.changed();
  };
  const unlock = (): void => {
    lock();
    unlocked = setTimeout(lockAndSay, SUPERVISOR_IDLE_MS);
  };
  const signOff = (): void => {
    if (signedOn !== null) clearTimeout(signedOn.timer);
    signedOn = null;
  };
  const signOn = (tellerId: string): void => {
    signOff();
    signedOn = {
      tellerId,
      timer: setTimeout(() => {
        // Noted first: the record carries the name.
        void ports.note('tellerTimedOut').then(() => {
          signOff();
          ports.changed();
        });
      }, TELLER_IDLE_MS),
    };
  };
  const teller = (): string | null =>
    ports.signOn === 'osUser' ? ports.osUser : (signedOn?.tellerId ?? null);

  const state = async (): Promise<AdminState> => {
    const isUnlocked = unlocked !== null;
    return {
      pin: await pinState(ports),
      isPinManaged: ports.isPinManaged,
      isUnlocked,
      lockedUntilMs: (await ports.supervisor.lockedUntilMs()) ?? (await ports.tellers.lockedUntilMs()),
      teller: { signOn: ports.signOn, signedOn: teller() },
      keys: isUnlocked ? await Promise.all(ports.slots.map((slot) => ports.keys.status(slot))) : null,
      tellers: isUnlocked ? [...(await ports.tellers.names())] : null,
    };
  };

  const perform = async (request: AdminRequest): Promise<Result<unknown>> => {
    switch (request.type) {
      case 'unlock':
        return open(request.pin, ports, unlock);
      case 'signOn':
        return signOnTeller(request.tellerId, request.pin, ports, signOn);
      case 'signOff':
        // Noted first: the record carries the name.
        await ports.note('tellerSignedOff');
        return ok(signOff());
      case 'choosePin':
        return choosePin(request.pin, unlocked !== null, ports, unlock);
      default:
        if (unlocked === null) return failed(failure('supervisorNeeded'));
        unlock();
        return asSupervisor(request, ports, lockAndSay);
    }
  };

  return {
    state,
    async handle(request) {
      const done = await perform(request);
      if (done.ok && CHANGES.has(request.type)) await ports.noteChanges();
      ports.changed();
      return done.ok ? ok(await state()) : failed(done.failure);
    },
    teller,
    isUnlocked: () => unlocked !== null,
    touch() {
      if (unlocked !== null) unlock();
      if (signedOn !== null) signOn(signedOn.tellerId);
    },
    dispose() {
      lock();
      signOff();
    },
  };
}

/** The first PIN may be chosen at the screen only where there is nothing to protect yet. */
async function pinState({ supervisor, mode }: DeskPorts): Promise<AdminState['pin']> {
  if ((await supervisor.names()).length > 0) return 'set';
  return mode === 'practice' ? 'choose' : 'missing';
}

async function open(pin: string, ports: DeskPorts, unlock: () => void): Promise<Result<void>> {
  if (!ports.isFree()) return failed(failure('wrongState'));
  const checked = await ports.supervisor.check(SUPERVISOR, pin);
  if (!checked.ok) {
    await ports.note('supervisorRefused');
    return checked;
  }
  unlock();
  await ports.note('supervisorUnlocked');
  return ok(undefined);
}

async function signOnTeller(
  tellerId: string,
  pin: string,
  ports: DeskPorts,
  signOn: (tellerId: string) => void,
): Promise<Result<void>> {
  const checked = await ports.tellers.check(tellerId, pin);
  if (!checked.ok) {
    await ports.note('tellerRefused');
    return checked;
  }
  signOn(tellerId);
  await ports.note('tellerSignedOn');
  return ok(undefined);
}

async function choosePin(
  pin: string,
  isUnlocked: boolean,
  ports: DeskPorts,
  unlock: () => void,
): Promise<Result<void>> {
  if (!isUnlocked && (await pinState(ports)) !== 'choose') return failed(failure('supervisorNeeded'));
  const set = await ports.supervisor.set(SUPERVISOR, pin);
  if (!set.ok) return set;
  unlock();
  await ports.note('pinChanged');
  return ok(undefined);
}

type SupervisorRequest = Exclude<AdminRequest, { type: 'unlock' | 'signOn' | 'signOff' | 'choosePin' }>;

async function asSupervisor(
  request: SupervisorRequest,
  ports: DeskPorts,
  lock: () => void,
): Promise<Result<unknown>> {
  switch (request.type) {
    case 'lock':
      return ok(lock());
    case 'addTeller':
      return noted('tellerSet', await ports.tellers.set(request.tellerId, request.pin), ports);
    case 'removeTeller':
      return noted('tellerRemoved', ok(await ports.tellers.remove(request.tellerId)), ports);
    case 'setKey':
      return setKey(request.slot, request.source, ports);
    case 'removeKey':
      return noted('keyRemoved', await ports.keys.remove(request.slot), ports);
    case 'restart':
    case 'exit':
      await ports.note('kioskLeft');
      return ok(ports.leave(request.type));
    default:
      return assertNever(request);
  }
}

async function setKey(
  slot: KeySlot,
  source: 'clipboard' | 'file',
  ports: DeskPorts,
): Promise<Result<unknown>> {
  const text = await ports.fetchKey(source);
  if (!text.ok) return text;
  return noted('keySet', await ports.keys.set(slot, text.value), ports);
}

async function noted(act: AdminAct, done: Result<unknown>, { note }: DeskPorts): Promise<Result<unknown>> {
  if (done.ok) await note(act);
  return done;
}
