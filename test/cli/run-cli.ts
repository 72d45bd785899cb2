import type { CommandIo } from '../../main/cli/command.ts';
import { runCommandLine } from '../../main/cli/run.ts';

export interface CliEnd {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command in this process, as a pipe would: nobody watches. */
export async function runCli(args: readonly string[], change: Partial<CommandIo> = {}): Promise<CliEnd> {
  let stdout = '';
  let stderr = '';
  const io: CommandIo = {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    isTerminal: false,
    language: 'en',
    signal: new AbortController().signal,
    ...change,
  };
  const status = await runCommandLine(args, io);
  return { status, stdout, stderr };
}
