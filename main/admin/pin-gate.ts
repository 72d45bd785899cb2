import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { failure } from '../core/failure.ts';
import { isWeakPin, lockedUntil, NO_TRIES, pinTriesSchema, type PinTries } from '../core/pin.ts';
import type { Clock } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { jsonFile } from './json-file.ts';
import { scryptHasher, type PinHasher } from './pin-hash.ts';

/** PINs by name behind one count of wrong tries. The supervisor has a gate of one name, the tellers share one. */
export interface PinGate {
  names(): Promise<readonly string[]>;
  set(name: string, pin: string): Promise<Result<void>>;
  remove(name: string): Promise<void>;
  /** `pinWrong`, or `pinLocked` while nobody may try. */
  check(name: string, pin: string): Promise<Result<void>>;
  /** For each name 16 hex digits by which another PIN is seen; they tell nothing of it. */
  marks(): Promise<ReadonlyMap<string, string>>;
  /** Wrong tries are forgotten: IT has set a new PIN. */
  forgive(): Promise<void>;
  /** Epoch ms until which every try is refused unheard. */
  lockedUntilMs(): Promise<number | null>;
}

const hashesSchema = z.record(z.string(), z.string());

export interface PinGateOptions {
  readonly hasher?: PinHasher;
  /** Hashes by name that IT's policy sets: they alone hold, and none can be set here. */
  readonly managed?: Readonly<Record<string, string>> | null;
}

export function filePinGate(
  folder: string,
  clock: Clock,
  { hasher = scryptHasher, managed = null }: PinGateOptions = {},
): PinGate {
  const hashes = jsonFile(join(folder, 'pins.json'), hashesSchema);
  const tries = jsonFile(join(folder, 'tries.json'), pinTriesSchema);
  let queue: Promise<unknown> = Promise.resolve();

  const readHashes = async (): Promise<Readonly<Record<string, string>>> => {
    if (managed !== null) return managed;
    const found = await hashes.read();
    return found === null || found === 'damaged' ? {} : found;
  };
  // A count that somebody damaged is taken for a long row of wrong tries.
  const readTries = async (): Promise<PinTries> => {
    const found = await tries.read();
    return found === 'damaged' ? { wrong: 10, lastAtMs: clock.now() } : (found ?? NO_TRIES);
  };
  const lockedUntilMs = async (): Promise<number | null> => lockedUntil(await readTries(), clock.now());

  const checkNow = async (name: string, pin: string): Promise<Result<void>> => {
    const before = await readTries();
    if (lockedUntil(before, clock.now()) !== null) return failed(failure('pinLocked'));
    // Counted before it is looked at: ending the program in between gains nothing.
    await tries.write({ wrong: before.wrong + 1, lastAtMs: clock.now() });
    const known = await readHashes();
    // A name such as "constructor" finds something in every object that is nobody's PIN.
    const stored = Object.hasOwn(known, name) ? known[name] : undefined;
    const isRight = await hasher.isPinOf(pin, stored ?? '');
    if (!isRight) return failed(failure('pinWrong'));
    await tries.write(NO_TRIES);
    return ok(undefined);
  };

  return {
    names: async () => Object.keys(await readHashes()).toSorted(),
    async set(name, pin) {
      if (managed !== null) return failed(failure('pinManaged'));
      if (isWeakPin(pin)) return failed(failure('pinWeak'));
      await hashes.write({ ...(await readHashes()), [name]: await hasher.hash(pin) });
      return ok(undefined);
    },
    async remove(name) {
      if (managed !== null) return;
      const { [name]: _gone, ...others } = await readHashes();
      await hashes.write(others);
    },
    check(name, pin) {
      // One at a time, so that many at once are counted one by one.
      const checked = queue.then(() => checkNow(name, pin));
      queue = checked.catch(() => undefined);
      return checked;
    },
    marks: async () =>
      new Map(Object.entries(await readHashes()).map(([name, stored]) => [name, markOf(stored)])),
    forgive: () => tries.write(NO_TRIES),
    lockedUntilMs,
  };
}

/** The stored hash holds 128 bits of salt: its own hash says nothing of the PIN. */
const markOf = (stored: string): string => createHash('sha256').update(stored).digest('hex').slice(0, 16);
