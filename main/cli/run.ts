import { catalogues } from '../core/messages/catalogue.ts';
import type { Command, CommandIo, ExitStatus } from './command.ts';
import type { CommandName } from './command-names.ts';
import type { ResolveProxy } from './doctor-service.ts';
import type { FleetParts } from './fleet-connect.ts';
import type { KeyParts } from './key.ts';
import type { PolicyHere } from './policy.ts';
import type { CliParts } from './precheck-files.ts';
import type { SupervisorPinParts } from './supervisor-pin.ts';
import { USAGES } from './usage.ts';

const DEVELOPMENT: CliParts = { ffmpegPath: null, modelsDir: null };

/** What only the app's own program has; null under plain Node. */
export interface OwnParts {
  readonly keys: KeyParts | null;
  readonly supervisorPin: SupervisorPinParts | null;
  readonly fleet: FleetParts | null;
  /** The proxy that the system names for an address, as a PAC answer. */
  readonly resolveProxy: ResolveProxy | null;
  /** What is in force, with what this station keeps of its ring. */
  readonly policy: PolicyHere | null;
}

type Load = (parts: CliParts, own: OwnParts) => Promise<Command>;

/** Each command is loaded when it is asked for: half of a start was reading the others. */
const COMMANDS: Readonly<Record<CommandName, Load>> = {
  precheck: async (parts) => (await import('./precheck.ts')).precheckCommand(parts),
  doctor: async (parts, own) =>
    (await import('./doctor.ts')).doctorCommand(parts, own.resolveProxy, own.policy),
  fleet: async (_, own) => (await import('./fleet.ts')).fleetCommand(own.fleet),
  judge: async () => (await import('./judge.ts')).judgeCommand,
  key: async (_, own) => (await import('./key.ts')).keyCommand(own.keys),
  policy: async (_, own) => (await import('./policy.ts')).policyCommand(own.policy),
  'supervisor-pin': async (_, own) =>
    (await import('./supervisor-pin.ts')).supervisorPinCommand(own.supervisorPin),
  stats: async () => (await import('./stats.ts')).statsCommand,
  'verify-journal': async (_, own) => (await import('./verify-journal.ts')).verifyJournalCommand(own.fleet),
  'verify-receipt': async () => (await import('./verify-receipt.ts')).verifyReceiptCommand,
};

/** Runs one command of the table; the only place that knows all of them. */
export async function runCommandLine(
  args: readonly string[],
  io: CommandIo,
  parts: CliParts = DEVELOPMENT,
  own: OwnParts = { keys: null, supervisorPin: null, fleet: null, resolveProxy: null, policy: null },
): Promise<ExitStatus> {
  const [name, ...rest] = args;
  const words = catalogues[io.language].cli;
  const usage = `${words.usage}\n\n${USAGES}\n`;
  if (name === undefined || name === 'help' || name === '--help' || rest.includes('--help')) {
    const isAsked = name !== undefined;
    (isAsked ? io.stdout : io.stderr)(usage);
    return isAsked ? 0 : 2;
  }
  if (isCommand(name)) return (await COMMANDS[name](parts, own)).run(rest, io);
  io.stderr(`${words.unknownCommand(name)}\n${usage}`);
  return 2;
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);
