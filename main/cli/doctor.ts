import { catalogues } from '../core/messages/catalogue.ts';
import type { Command, CommandIo } from './command.ts';
import { checkMachine } from './doctor-machine.ts';
import { checkMedia } from './doctor-media.ts';
import { type DoctorCheck, type DoctorReport, DOCTOR_SCHEMA } from './doctor-report.ts';
import { checkPolicy } from './doctor-policy.ts';
import { checkService } from './doctor-service.ts';
import type { CliParts } from './precheck-files.ts';

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
      const groups = await Promise.all([
        checkMedia(parts, io.signal),
        checkMachine(),
        checkService(io.signal),
      ]);
      const checks = [...checkPolicy(io.language), ...groups.flat()];
      const healthy = checks.every((check) => check.state !== 'broken');
      if (args.includes('--json')) io.stdout(`${JSON.stringify(toReport(checks, healthy, io))}\n`);
      else io.stdout(toText(checks, io));
      return healthy ? 0 : 1;
    },
  };
}

function adviceFor(check: DoctorCheck, io: CommandIo): string | null {
  return check.state === 'ok' ? null : catalogues[io.language].cli.doctor.advice[check.name];
}

function toReport(checks: readonly DoctorCheck[], healthy: boolean, io: CommandIo): DoctorReport {
  return {
    schema: DOCTOR_SCHEMA,
    healthy,
    checks: checks.map((check) => ({ ...check, advice: adviceFor(check, io) })),
  };
}

function toText(checks: readonly DoctorCheck[], io: CommandIo): string {
  const words = catalogues[io.language].cli.doctor;
  return checks
    .map((check) => {
      const advice = adviceFor(check, io);
      const line = `${words[check.state].padEnd(14)} ${words.checks[check.name]}: ${check.detail}`;
      return advice === null ? `${line}\n` : `${line}\n${' '.repeat(15)}${advice}\n`;
    })
    .join('');
}
