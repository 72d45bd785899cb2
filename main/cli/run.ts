import { catalogues } from '../core/messages/catalogue.ts';
import type { Command, CommandIo, ExitStatus } from './command.ts';
import { doctorCommand } from './doctor.ts';
import { judgeCommand } from './judge.ts';
import { type CliParts, precheckCommand } from './precheck.ts';
import { PRECHECK_USAGE } from './precheck-options.ts';

const DEVELOPMENT: CliParts = { ffmpegPath: null, modelsDir: null };

/** Runs one command of the table; the only place that knows all of them. */
export async function runCommandLine(
  args: readonly string[],
  io: CommandIo,
  parts: CliParts = DEVELOPMENT,
): Promise<ExitStatus> {
  const commands: readonly Command[] = [precheckCommand(parts), doctorCommand(parts), judgeCommand];
  const [name, ...rest] = args;
  const words = catalogues[io.language].cli;
  const usage = `${words.usage}\n\n${PRECHECK_USAGE}\ndoctor [--json]\njudge FILE [--json] [--no-card] [--policy FILE]\n`;
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
