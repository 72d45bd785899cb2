import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { constants, Script } from 'node:vm';
import { app } from 'electron';
import type * as AppStart from './app-start.ts';
import { askedCommand } from './app-asked.ts';
import { mayBeOnProbation } from './update/record-path.ts';

/**
 * The program's first file, as little as there can be: a new version that fails to start is taken back before its
 * other parts are loaded, whatever is wrong with them. Then it runs all the rest, which lies beside it as one script.
 */
const folder = import.meta.dirname;
const fromHere = createRequire(import.meta.url);

if (askedCommand(process.argv, !app.isPackaged) === null && goesBack()) app.exit(0);
else runProgram();

function goesBack(): boolean {
  if (!mayBeOnProbation(app.getPath('userData'))) return false;
  // A file of its own, which hardly any start needs.
  return (fromHere('./app-start.cjs') as typeof AppStart).goesBack();
}

/** Runs app.cjs with the code compiled when it was built (decision 22). */
function runProgram(): void {
  const filename = join(folder, 'app.cjs');
  const cachedData = readCompiled();
  const script = new Script(readFileSync(filename, 'latin1'), {
    filename,
    ...(cachedData === null ? {} : { cachedData }),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (script.cachedDataRejected === true) process.stderr.write('{"event":"compiledCodeRefused"}\n');
  // What .ci/app-bundle.ts puts around the program.
  const run = script.runInThisContext() as (require: unknown, filename: string, dirname: string) => void;
  run(createRequire(filename), filename, folder);
}

/** Null where this build has none, as for another system than the one it was built on: then it is compiled now. */
function readCompiled(): Buffer | null {
  try {
    const compiled = readFileSync(join(folder, `app-${process.platform}-${process.arch}.cache`));
    return compiled.length === 0 ? null : compiled;
  } catch {
    return null;
  }
}
