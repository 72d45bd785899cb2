import { homedir } from 'node:os';
import { catalogues } from '../core/messages/catalogue.ts';
import type { Policy } from '../core/policy.ts';
import { isGo, type StationCheck } from '../core/station-check.ts';
import { proxyOfEnvironment } from '../liveness/environment-proxy.ts';
import { checkCardFolder, checkDisk, checkFromOutside } from '../station/machine.ts';
import { checkMedia } from '../station/media.ts';
import type { Command, CommandIo } from './command.ts';
import { checkPolicy } from './doctor-policy.ts';
import { checkUpdates } from './doctor-updates.ts';
import { type DoctorReport, DOCTOR_SCHEMA } from './doctor-report.ts';
import { checkWay, type ResolveProxy } from './doctor-service.ts';
import { managedPolicy, type PolicyHere } from './policy.ts';
import type { CliParts } from './precheck-files.ts';

/**
 * Everything a branch needs, without a billable call: exit status 0 when nothing is broken, 1 otherwise.
 * The proxy is the system's where the app's own program runs, the environment's under plain Node.
 */
export function doctorCommand(
  parts: CliParts,
  systemProxy: ResolveProxy | null,
  here: PolicyHere | null,
): Command {
  const resolveProxy = systemProxy ?? ((url) => Promise.resolve(proxyOfEnvironment(process.env, url)));
  return {
    async run(args, io) {
      const unknown = args.find((arg) => arg !== '--json');
      if (unknown !== undefined) {
        io.stderr(`${catalogues[io.language].failures.usage}\n  ${unknown}\n`);
        return 2;
      }
      const { policy, state } = (here ?? managedPolicy)();
      const checks = [
        checkPolicy(state, io.language),
        ...(await examine(parts, policy, resolveProxy, io.signal)),
      ];
      if (args.includes('--json')) io.stdout(`${JSON.stringify(toReport(checks, io))}\n`);
      else io.stdout(toText(checks, io));
      return isGo(checks) ? 0 : 1;
    },
  };
}

/** The station's own checks, but for what only the open window can see: pictures, journal. */
async function examine(
  parts: CliParts,
  policy: Policy,
  resolveProxy: ResolveProxy,
  signal: AbortSignal,
): Promise<readonly StationCheck[]> {
  const groups = await Promise.all([
    checkMedia(parts, signal),
    checkFromOutside(policy.receipt.printer),
    checkDisk(homedir()),
    checkCardFolder(policy.card),
    checkWay(policy, resolveProxy, signal),
    checkUpdates(process, resolveProxy, policy.updates),
  ]);
  return groups.flat();
}

function adviceFor({ cause }: StationCheck, io: CommandIo): string | null {
  return cause === null ? null : catalogues[io.language].station.advice[cause];
}

function toReport(checks: readonly StationCheck[], io: CommandIo): DoctorReport {
  return {
    schema: DOCTOR_SCHEMA,
    healthy: isGo(checks),
    checks: checks.map((check) => ({
      name: check.name,
      state: check.state,
      detail: check.detail,
      advice: adviceFor(check, io),
    })),
  };
}

function toText(checks: readonly StationCheck[], io: CommandIo): string {
  const words = catalogues[io.language].station;
  return checks
    .map((check) => {
      const advice = adviceFor(check, io);
      const detail = check.detail === '' ? '' : `: ${check.detail}`;
      const line = `${words.marks[check.state].padEnd(14)} ${words.checks[check.name]}${detail}`;
      return advice === null ? `${line}\n` : `${line}\n${' '.repeat(15)}${advice}\n`;
    })
    .join('');
}
