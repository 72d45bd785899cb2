import { join } from 'node:path';
import { capture } from './child.ts';
import { root } from './paths.ts';
import { vitestCommand } from './test.ts';

interface Check {
  readonly name: string;
  readonly args: readonly string[];
}

const checks: readonly Check[] = [
  { name: 'unit tests', args: [...vitestCommand, '--project=unit', '--reporter=dot'] },
  { name: 'types', args: [bin('typescript/bin/tsc'), '--noEmit'] },
  {
    name: 'lint',
    args: [bin('oxlint/bin/oxlint'), '--config=.ci/oxlintrc.json', '--type-aware', '--deny-warnings'],
  },
  {
    name: 'format',
    args: [bin('prettier/bin/prettier.cjs'), '--check', '.', '--log-level=warn'],
  },
  { name: 'unused code', args: [bin('knip/bin/knip.js'), '--config=.ci/knip.json', '--no-progress'] },
];

/** Runs every check side by side and shows what the failed ones said. Exit code 1 if any failed. */
export async function runChecks(): Promise<number> {
  const results = await Promise.all(checks.map(runCheck));
  return results.every(Boolean) ? 0 : 1;
}

async function runCheck(check: Check): Promise<boolean> {
  const startedMs = Date.now();
  const { exitCode, output } = await capture(process.execPath, check.args);
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1).padStart(5);
  const isGood = exitCode === 0;
  process.stdout.write(
    `${isGood ? 'ok    ' : 'FAILED'} ${seconds} s  ${check.name}\n${isGood ? '' : `${output.trim()}\n`}`,
  );
  return isGood;
}

function bin(file: string): string {
  return join(root, 'node_modules', file);
}
