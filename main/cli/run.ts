import { catalogues } from '../core/messages/catalogue.ts';
import type { Command, CommandIo, ExitStatus } from './command.ts';
import { doctorCommand } from './doctor.ts';
import type { ResolveProxy } from './doctor-service.ts';
import { FLEET_USAGE, fleetCommand } from './fleet.ts';
import { judgeCommand } from './judge.ts';
import { keyCommand, KEY_USAGE, type KeyParts } from './key.ts';
import type { FleetParts } from './fleet-connect.ts';
import { POLICY_USAGE, policyCommand, type PolicyHere } from './policy.ts';
import type { CliParts } from './precheck-files.ts';
import { precheckCommand } from './precheck.ts';
import { PRECHECK_USAGE } from './precheck-options.ts';
import { STATS_USAGE, statsCommand } from './stats.ts';
import { SUPERVISOR_PIN_USAGE, supervisorPinCommand, type SupervisorPinParts } from './supervisor-pin.ts';
import { VERIFY_JOURNAL_USAGE, verifyJournalCommand } from './verify-journal.ts';
import { VERIFY_STREAM_USAGE } from './verify-stream.ts';
import { VERIFY_RECEIPT_USAGE, verifyReceiptCommand } from './verify-receipt.ts';

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

/** Runs one command of the table; the only place that knows all of them. */
export async function runCommandLine(
  args: readonly string[],
  io: CommandIo,
  parts: CliParts = DEVELOPMENT,
  own: OwnParts = { keys: null, supervisorPin: null, fleet: null, resolveProxy: null, policy: null },
): Promise<ExitStatus> {
  const commands: readonly Command[] = [
    precheckCommand(parts),
    doctorCommand(parts, own.resolveProxy, own.policy),
    fleetCommand(own.fleet),
    judgeCommand,
    keyCommand(own.keys),
    policyCommand(own.policy),
    supervisorPinCommand(own.supervisorPin),
    statsCommand,
    verifyJournalCommand(own.fleet),
    verifyReceiptCommand,
  ];
  const [name, ...rest] = args;
  const words = catalogues[io.language].cli;
  const usage = `${words.usage}\n\n${PRECHECK_USAGE}\ndoctor [--json]\njudge FILE [--json] [--no-card] [--policy FILE]\n${KEY_USAGE}\n${POLICY_USAGE}\n${SUPERVISOR_PIN_USAGE}\n${STATS_USAGE}\n${VERIFY_JOURNAL_USAGE}\n${VERIFY_STREAM_USAGE}\n${FLEET_USAGE}\n${VERIFY_RECEIPT_USAGE}\n`;
  if (name === undefined || name === 'help' || name === '--help' || rest.includes('--help')) {
    const isAsked = name !== undefined;
    (isAsked ? io.stdout : io.stderr)(usage);
    return isAsked ? 0 : 2;
  }
  const command = commands.find((one) => one.name === name);
  if (command) return command.run(rest, io);
  io.stderr(`${words.unknownCommand(name)}\n${usage}`);
  return 2;
}
