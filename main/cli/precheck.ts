import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { FAILURE_EXIT_STATUS, failure, type Failure } from '../core/failure.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { parsePrecheckPolicy, defaultPrecheckPolicy, type PrecheckPolicy } from '../core/precheck-policy.ts';
import { mergeSummaries } from '../core/precheck.ts';
import type { PrecheckSummary } from '../core/report.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { createPrechecker, type MediaPrechecker, toReport } from '../media/prechecker.ts';
import { runBatch } from './batch.ts';
import type { Command, CommandIo, ExitStatus } from './command.ts';
import { failureReport, inspect, markUnreadable, statusOf, type CliParts } from './precheck-files.ts';
import { parsePrecheckOptions, type PrecheckOptions } from './precheck-options.ts';
import { type PageFacts, renderPage } from './report-page.ts';
import { describeReport } from './report-text.ts';
import { PRECHECK_USAGE } from './usage.ts';

/** The precheck of files on the command line, offline. */
export function precheckCommand(parts: CliParts): Command {
  return {
    async run(args, io) {
      const options = parsePrecheckOptions(args);
      if (!options.ok) return sayUsage(options.failure, args.includes('--json'), io);
      const policy = await readPolicy(options.value.policyFile);
      if (!policy.ok) return sayFailure(policy.failure, options.value, io);
      const create = (): MediaPrechecker => createPrechecker({ ...parts, policy: policy.value });
      if (options.value.batchDir !== null) return runBatch(create, policy.value, options.value, io);
      const prechecker = create();
      try {
        return await checkOne(prechecker, policy.value, options.value, io);
      } finally {
        await prechecker.close();
      }
    },
  };
}

async function checkOne(
  prechecker: MediaPrechecker,
  policy: PrecheckPolicy,
  options: PrecheckOptions,
  io: CommandIo,
): Promise<ExitStatus> {
  const startedMs = performance.now();
  if (io.isTerminal) io.stderr(`${catalogues[io.language].cli.precheck.working}\n`);
  const checked = await inspect(prechecker, options, io.signal);
  if (!checked.ok) return sayFailure(checked.failure, options, io);
  const { video, card } = checked.value;
  const summary = mergeSummaries(
    [video, card].flatMap((one): PrecheckSummary[] => (one ? [one.summary] : [])),
  );
  const measured = { video: video?.measurement ?? null, card: card?.measurement ?? null };
  const report = markUnreadable(toReport(summary, measured, policy, performance.now() - startedMs));
  if (options.isJson) io.stdout(`${JSON.stringify(report)}\n`);
  else io.stdout(describeReport(report, io.language));
  if (options.htmlFile !== null) {
    const written = await writePage(options.htmlFile, {
      report,
      thumbnails: video?.thumbnails ?? [],
      policy,
      files: [options.video, options.card].flatMap((path) => (path === null ? [] : [basename(path)])),
      checkedAtMs: Date.now(),
      language: io.language,
    });
    if (!written.ok) return sayFailure(written.failure, options, io);
  }
  if (report.failure) io.stderr(`${report.failure.text[io.language]}\n`);
  return statusOf(report);
}

async function writePage(file: string, facts: PageFacts): Promise<Result<void>> {
  try {
    await writeFile(file, renderPage(facts));
    return ok(undefined);
  } catch (cause) {
    return failed(failure('usage', `${file}: ${String(cause)}`, cause));
  }
}

async function readPolicy(file: string | null): Promise<Result<PrecheckPolicy>> {
  if (file === null) return ok(defaultPrecheckPolicy);
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    // A whole managed policy has its precheck part under that name.
    const part = typeof value === 'object' && value !== null && 'precheck' in value ? value.precheck : value;
    const parsed = parsePrecheckPolicy(part);
    return parsed.ok ? parsed : failed(failure('policyInvalid', `${file}: ${parsed.failure.detail ?? ''}`));
  } catch (cause) {
    return failed(failure('policyInvalid', `${file}: ${String(cause)}`, cause));
  }
}

function sayFailure(problem: Failure, options: Pick<PrecheckOptions, 'isJson'>, io: CommandIo): ExitStatus {
  if (options.isJson) io.stdout(`${JSON.stringify(failureReport(problem))}\n`);
  io.stderr(`${catalogues[io.language].failures[problem.code]}\n`);
  if (problem.detail !== undefined) io.stderr(`  ${problem.code}: ${problem.detail}\n`);
  return FAILURE_EXIT_STATUS[problem.code];
}

function sayUsage(problem: Failure, isJson: boolean, io: CommandIo): ExitStatus {
  const status = sayFailure(problem, { isJson }, io);
  io.stderr(`${PRECHECK_USAGE}\n`);
  return status;
}
