import { parseArgs } from 'node:util';
import { failure } from '../core/failure.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { isWeakPin, longPinSchema, pinSchema } from '../core/pin.ts';
import { failed, ok, type Result } from '../core/result.ts';
import type { Command, CommandIo, ExitStatus } from './command.ts';
import { refuse } from './refuse.ts';
import { SUPERVISOR_PIN_USAGE } from './usage.ts';

/** The supervisor's PIN on this station, as the app's own program keeps it. */
export interface SupervisorPin {
  /** policy: IT's policy sets it, and nothing here can. */
  state(): Promise<'policy' | 'set' | 'missing'>;
  /** Sets or replaces it and forgives wrong tries; `pinWeak` or `pinManaged` otherwise. */
  set(pin: string): Promise<Result<void>>;
  remove(): Promise<void>;
  /** What `kiosk.supervisorPinHash` of a policy holds for this PIN. */
  hash(pin: string): Promise<string>;
}

export interface SupervisorPinParts {
  readonly pin: SupervisorPin;
  /** All of standard input; a PIN comes no other way. */
  readonly readInput: () => Promise<string>;
}

/** Provision the supervisor's PIN before anybody stands at the station. SECURITY: never as an argument. */
export function supervisorPinCommand(parts: SupervisorPinParts | null): Command {
  return {
    async run(args, io) {
      const asked = parse(args);
      if (!asked.ok) return refuse(asked.failure, io);
      if (parts === null) {
        io.stderr(`${catalogues[io.language].admin.cli.pinNeedsApp}\n`);
        return 2;
      }
      return perform(asked.value, parts, io);
    },
  };
}

interface Asked {
  readonly act: 'status' | 'set' | 'remove' | 'hash';
  readonly json: boolean;
}

function parse(args: readonly string[]): Result<Asked> {
  try {
    const options = { json: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [act, ...more] = positionals;
    // The words are not repeated: one of them may be the PIN.
    if (more.length > 0) return failed(failure('pinAsArgument'));
    if (act !== 'status' && act !== 'set' && act !== 'remove' && act !== 'hash')
      return failed(failure('usage', SUPERVISOR_PIN_USAGE));
    return ok({ act, json: values.json === true });
  } catch (cause) {
    return failed(failure('usage', SUPERVISOR_PIN_USAGE, cause));
  }
}

async function perform({ act, json }: Asked, parts: SupervisorPinParts, io: CommandIo): Promise<ExitStatus> {
  switch (act) {
    case 'set':
      return set(parts, io);
    case 'hash':
      return hash(parts, io);
    case 'remove':
      if ((await parts.pin.state()) === 'policy') return refuse(failure('pinManaged'), io);
      await parts.pin.remove();
      return tell(parts, json, io);
    default:
      return tell(parts, json, io);
  }
}

async function tell({ pin }: SupervisorPinParts, json: boolean, io: CommandIo): Promise<ExitStatus> {
  const state = await pin.state();
  io.stdout(json ? `${JSON.stringify({ state })}\n` : `${catalogues[io.language].admin.cli.pinIs[state]}\n`);
  return 0;
}

async function set(parts: SupervisorPinParts, io: CommandIo): Promise<ExitStatus> {
  const pin = pinSchema.safeParse(await readPin(parts));
  if (!pin.success) return refuse(failure('pinMalformed'), io);
  const done = await parts.pin.set(pin.data);
  return done.ok ? tell(parts, false, io) : refuse(done.failure, io);
}

async function hash(parts: SupervisorPinParts, io: CommandIo): Promise<ExitStatus> {
  const text = await readPin(parts);
  if (!pinSchema.safeParse(text).success) return refuse(failure('pinMalformed'), io);
  if (!longPinSchema.safeParse(text).success) return refuse(failure('pinTooShort'), io);
  if (isWeakPin(text)) return refuse(failure('pinWeak'), io);
  io.stdout(`${await parts.pin.hash(text)}\n`);
  return 0;
}

const readPin = async ({ readInput }: SupervisorPinParts): Promise<string> =>
  (await readInput()).replace(/^\uFEFF/, '').trim();
