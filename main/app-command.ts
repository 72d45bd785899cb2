import { app } from 'electron';
import type { CommandIo, ExitStatus } from './cli/command.ts';
import { COMMAND_NAMES, runCommandLine } from './cli/run.ts';
import { catalogues } from './core/messages/catalogue.ts';
import type { FleetSettings } from './core/fleet-settings.ts';
import { loadConfig } from './config.ts';
import { managedPolicySources } from './policy/sources.ts';
import { storedServiceKeys } from './secrets/service-keys.ts';

/**
 * The command a start of the app asks for, with its arguments; null means the window. It is the first word
 * that is no switch, after the folder that a development start names.
 */
export function askedCommand(argv: readonly string[], isDevelopment: boolean): readonly string[] | null {
  const words = argv.slice(1);
  const bare = words.findIndex((word) => !word.startsWith('-'));
  const rest = isDevelopment && bare >= 0 ? words.slice(bare + 1) : words;
  const at = rest.findIndex((word) => !word.startsWith('-'));
  const name = rest[at];
  return name !== undefined && COMMAND_NAMES.includes(name) ? rest.slice(at) : null;
}

/** Runs a command in the app's own program, without a window, and leaves with its status. */
export async function runAppCommand(args: readonly string[]): Promise<void> {
  app.disableHardwareAcceleration();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  await app.whenReady();
  const keys = storedServiceKeys(app.getPath('userData'));
  const fleet = { settings: fleetSettings(), readKey: () => keys.read('fleet') };
  const io = commandIo(stop.signal);
  const status = await runCommandLine(args, io, undefined, { keys, readInput }, fleet).catch(
    (error: unknown): ExitStatus => {
      process.stderr.write(`${catalogues.en.failures.internal}\n${String(error)}\n`);
      return 3;
    },
  );
  // What was written must have left before the program does.
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))),
  );
  app.exit(status);
}

/** The cluster as the managed policy names it; a policy that can't be read names none here. */
function fleetSettings(): FleetSettings | null {
  const managed = () => managedPolicySources(process.platform, process.env);
  const config = loadConfig({ args: [], managed, packaged: app.isPackaged });
  return config.ok ? config.value.policy.fleet : null;
}

function commandIo(signal: AbortSignal): CommandIo {
  const asked = process.env['LIVENESS_KIOSK_LANGUAGE'] ?? process.env['LANG'] ?? 'en';
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY,
    language: /^vi/i.test(asked) ? 'vi' : 'en',
    signal,
  };
}

/** Far more than a key needs; a larger file is something else. */
const MAX_INPUT_LENGTH = 4096;

async function readInput(): Promise<string> {
  let text = '';
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    text += String(chunk);
    if (text.length > MAX_INPUT_LENGTH) break;
  }
  return text;
}
