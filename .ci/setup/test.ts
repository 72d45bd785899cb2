import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runOnDisplay } from './display.ts';
import { electronEnvironment } from './electron-runtime.ts';
import { root, stateDir } from './paths.ts';

/** The part of vitest's JSON report we read. */
export interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** How a whole test run ended. */
export interface TestTotal {
  readonly passed: number;
  readonly failed: number;
}

/** The command that runs vitest with our configuration. */
export const vitestCommand: readonly string[] = [
  join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  '--config',
  '.ci/vitest.config.ts',
];

const reportFile = join(stateDir, 'test-report.json');

/** Runs every test, then says `N passed, N failed` on a line of its own. */
export async function runTests(args: readonly string[]): Promise<number> {
  rmSync(reportFile, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const exitCode = await runOnDisplay(
    process.execPath,
    [...vitestCommand, ...reporters, ...args],
    electronEnvironment(),
  );
  const report = existsSync(reportFile) ? parseReport(readFileSync(reportFile, 'utf8')) : undefined;
  const total = countTests(report, exitCode);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  if (exitCode !== 0) return exitCode;
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

/**
 * Counts tests. A file that could not be loaded counts as one failure, and so does a run that ended badly
 * without a failed test (an error outside any test, no report at all).
 */
export function countTests(report: TestReport | undefined, exitCode: number): TestTotal {
  const brokenFiles = (report?.testResults ?? []).filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = (report?.numFailedTests ?? 0) + brokenFiles;
  return { passed: report?.numPassedTests ?? 0, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

function parseReport(text: string): TestReport {
  return JSON.parse(text) as TestReport;
}
