import { homedir } from 'node:os';
import { failure } from '../core/failure.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import type { ServiceProbe } from '../core/ports.ts';
import { failed } from '../core/result.ts';
import { isGo, type StationCheck, well } from '../core/station-check.ts';
import { createLivenessService } from '../liveness/service.ts';
import { readSystemCertificates } from '../liveness/trust.ts';
import { checkDisk, checkFromOutside } from '../station/machine.ts';
import { checkMedia } from '../station/media.ts';
import { checkService } from '../station/service.ts';
import type { Command, CommandIo } from './command.ts';
import { checkPolicy } from './doctor-policy.ts';
import { type DoctorReport, DOCTOR_SCHEMA } from './doctor-report.ts';
import type { CliParts } from './precheck-files.ts';

const SERVICE_URL = 'https://api.fpt.ai';

/** Everything a branch needs, without a billable call: exit status 0 when nothing is broken, 1 otherwise. */
export function doctorCommand(parts: CliParts): Command {
  return {
    name: 'doctor',
    async run(args, io) {
      const unknown = args.find((arg) => arg !== '--json');
      if (unknown !== undefined) {
        io.stderr(`${catalogues[io.language].failures.usage}\n  ${unknown}\n`);
        return 2;
      }
      const checks = [...checkPolicy(io.language), ...(await examine(parts, io.signal))];
      if (args.includes('--json')) io.stdout(`${JSON.stringify(toReport(checks, io))}\n`);
      else io.stdout(toText(checks, io));
      return isGo(checks) ? 0 : 1;
    },
  };
}

/** The station's own checks, but for what only the open window can see: pictures, journal. */
async function examine(parts: CliParts, signal: AbortSignal): Promise<readonly StationCheck[]> {
  const proxy = proxyUrl();
  const clock = { nowMs: () => Date.now(), lastRecordMs: null };
  const groups = await Promise.all([
    checkMedia(parts, signal),
    checkFromOutside(),
    checkDisk(homedir()),
    checkService(probeThrough(proxy), clock, signal),
  ]);
  return [...groups.flat(), well('proxy', proxy === null ? '–' : `${proxy.hostname}:${proxy.port}`)];
}

function proxyUrl(): URL | null {
  const value = process.env['HTTPS_PROXY'] ?? process.env['https_proxy'] ?? '';
  return URL.canParse(value) ? new URL(value) : null;
}

function probeThrough(proxy: URL | null): ServiceProbe {
  const service = createLivenessService(
    { mode: 'live', baseUrl: SERVICE_URL },
    {
      // SECURITY: a probe has no use for the key.
      readKey: () => Promise.resolve(failed(failure('keyMissing'))),
      readSystemCertificates,
      ...(proxy === null
        ? {}
        : { resolveProxy: () => Promise.resolve(`PROXY ${proxy.hostname}:${proxy.port || '80'}`) }),
      now: () => Date.now(),
      wait: () => Promise.resolve(),
    },
  );
  if (service.ok) return service.value;
  const refused = service.failure;
  return { address: SERVICE_URL, probe: () => Promise.resolve(failed(refused)) };
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
      const line = `${words.marks[check.state].padEnd(14)} ${words.checks[check.name]}: ${check.detail}`;
      return advice === null ? `${line}\n` : `${line}\n${' '.repeat(15)}${advice}\n`;
    })
    .join('');
}
