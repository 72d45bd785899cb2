import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture } from './child.ts';
import { findElectron } from './electron-runtime.ts';
import { root } from './paths.ts';
import { say } from './progress.ts';
import type { Step } from './step.ts';

const program = join(root, 'out/main/app.cjs');
const cache = join(root, `out/main/app-${process.platform}-${process.arch}.cache`);
const LIMIT_MS = 60_000;

/** What V8 compiles of main, for the runtime and the system this is made on; every build removes it. */
export const codeCache: Step = { name: 'code-cache', isDone: () => existsSync(cache), run: makeCache };

async function makeCache(): Promise<void> {
  const electron = findElectron();
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-code-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{"name":"code-cache","main":"main.cjs"}');
    writeFileSync(join(folder, 'main.cjs'), MAKER);
    const args = [folder, '--no-sandbox', `--program=${program}`, `--cache=${cache}`];
    const { exitCode, output } = await capture(electron?.electronPath ?? '', args, { timeoutMs: LIMIT_MS });
    if (exitCode === 0 && existsSync(cache)) return;
    say('code-cache', `not made, so that a start takes longer: ${output.trim().slice(-300)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  // Not tried again before the next build.
  writeFileSync(cache, '');
}

/**
 * Run by Electron as its main process, since plain Node of the same runtime has other flags and V8 would refuse the
 * result. It ends before Electron is ready, so that it needs no display. `--no-lazy` compiles every function and not
 * only those that run at once; V8 notes its flags with what it writes, and at a start this one is not set.
 */
const MAKER = `const { readFileSync, writeFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');
const given = (name) => process.argv.find((word) => word.startsWith(name)).slice(name.length);
const filename = given('--program=');
setFlagsFromString('--no-lazy');
const script = new Script(readFileSync(filename, 'latin1'), { filename });
setFlagsFromString('--lazy');
writeFileSync(given('--cache='), script.createCachedData());
process.exit(0);
`;
