import { app } from 'electron';
import { SUPERVISOR } from './admin/desk.ts';
import { scryptHasher } from './admin/pin-hash.ts';
import { supervisorGate } from './app-admin.ts';
import { resolveProxy } from './app-proxy.ts';
import type { CommandIo, ExitStatus } from './cli/command.ts';
import { runCommandLine, type OwnParts } from './cli/run.ts';
import type { SupervisorPin } from './cli/supervisor-pin.ts';
import { loadConfig, type Config } from './config.ts';
import { effectivePolicy } from './core/effective-policy.ts';
import { catalogues } from './core/messages/catalogue.ts';
import type { Result } from './core/result.ts';
import { forbidCoreDumps } from './kiosk/core-dumps.ts';
import { managedPolicySources } from './policy/sources.ts';
import { storedServiceKeys } from './secrets/service-keys.ts';

/** Runs a command in the app's own program, without a window, and leaves with its status. */
export async function runAppCommand(args: readonly string[]): Promise<void> {
  app.disableHardwareAcceleration();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  await app.whenReady();
  await forbidCoreDumps();
  const status = await runCommandLine(args, commandIo(stop.signal), undefined, ownParts()).catch(
    (error: unknown): ExitStatus => {
      process.stderr.write(`${catalogues.en.failures.internal}\n${String(error)}\n`);
      return 3;
    },
  );
  if (status === 0 && CHANGING.has(args[0] ?? '')) tellRunningKiosk();
  // What was written must have left before the program does.
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))),
  );
  app.exit(status);
}

/** Commands after which the journal of a running kiosk may have something to note. */
const CHANGING: ReadonlySet<string> = new Set(['key', 'supervisor-pin']);

/** The journal has one writer: a kiosk that runs looks for itself, another one looks at its next start. */
function tellRunningKiosk(): void {
  if (app.requestSingleInstanceLock()) app.releaseSingleInstanceLock();
}

/** What opens the keychain and the PIN file of this account, and the cluster as the managed policy names it. */
function ownParts(): OwnParts {
  const managed = () => managedPolicySources(process.platform, process.env);
  const userDataDir = app.getPath('userData');
  const config = loadConfig({ args: [], managed, packaged: app.isPackaged, userDataDir });
  const keys = storedServiceKeys(userDataDir);
  return {
    policy: () =>
      config.ok
        ? { policy: config.value.policy, state: config.value.policyState }
        : effectivePolicy(managed()),
    keys: { keys, readInput },
    supervisorPin: { pin: supervisorPin(config), readInput },
    fleet: {
      settings: config.ok ? config.value.policy.fleet : null,
      readKey: () => keys.read('fleet'),
    },
    resolveProxy,
  };
}

function supervisorPin(config: Result<Config>): SupervisorPin {
  // A policy that can't be read keeps the kiosk from starting; the PIN can be set before that is mended.
  const policyHash = config.ok ? config.value.policy.kiosk.supervisorPinHash : null;
  const gate = supervisorGate(app.getPath('userData'), { now: () => Date.now() }, policyHash);
  return {
    state: async () => {
      if (policyHash !== null) return 'policy';
      return (await gate.names()).length > 0 ? 'set' : 'missing';
    },
    set: async (pin) => {
      const set = await gate.set(SUPERVISOR, pin);
      if (set.ok) await gate.forgive();
      return set;
    },
    remove: () => gate.remove(SUPERVISOR),
    hash: (pin) => scryptHasher.hash(pin),
  };
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
