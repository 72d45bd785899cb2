import { readFile, writeFile } from 'node:fs/promises';
import { FAILURE_EXIT_STATUS, failure, type Failure } from '../core/failure.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { parsePrecheckPolicy } from '../core/precheck-policy.ts';
import { mergeSummaries } from '../core/precheck.ts';
import type { PrecheckReport } from '../core/precheck-report.ts';
import { type PrecheckSummary, REPORT_SCHEMA } from '../core/report.ts';
import { defaultPrecheckPolicy, type PrecheckPolicy } from '../core/requirements.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { createPrechecker, type MediaPrechecker, toReport } from '../media/prechecker.ts';
import type { CardAnswer, VideoAnswer } from '../media/worker-protocol.ts';
import { runBatch } from './batch.ts';
import type { Command, CommandIo, ExitStatus } from './command.ts';
import { checkInputFile, readInputFile } from './input-file.ts';
import { parsePrecheckOptions, PRECHECK_USAGE, type PrecheckOptions } from './precheck-options.ts';
import { renderPage } from './report-page.ts';
import { describeReport } from './report-text.ts';

/** Where this program's parts lie; null means development. */
export interface CliParts {
  readonly ffmpegPath: string | null;
  readonly modelsDir: string | null;
}

/** The precheck of files on the command line, offline. */
export function precheckCommand(parts: CliParts): Command {
  return {
    name: 'precheck',
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
  const report = toReport(summary, measured, policy, performance.now() - startedMs);
  if (options.isJson) io.stdout(`${JSON.stringify(report)}\n`);
  else io.stdout(describeReport(report, io.language));
  if (options.htmlFile !== null) {
    const written = await writePage(options.htmlFile, report, video, card, io);
    if (!written.ok) return sayFailure(written.failure, options, io);
  }
  return report.outcome === 'fail' ? 1 : 0;
}

interface Inspected {
  readonly video: VideoAnswer | null;
  readonly card: CardAnswer | null;
}

/** Opens nothing but the named files. */
export async function inspect(
  prechecker: MediaPrechecker,
  files: { readonly video: string | null; readonly card: string | null; readonly htmlFile?: string | null },
  signal: AbortSignal,
): Promise<Result<Inspected>> {
  let video: VideoAnswer | null = null;
  let card: CardAnswer | null = null;
  const cardBytes = files.card === null ? null : await readInputFile(files.card);
  if (cardBytes && !cardBytes.ok) return cardBytes;
  if (files.video !== null) {
    const usable = await checkInputFile(files.video);
    if (!usable.ok) return usable;
    const answer = await prechecker.inspectVideo(files.video, typeof files.htmlFile === 'string', signal);
    if (!answer.ok) return answer;
    video = answer.value;
  }
  if (cardBytes) {
    const answer = await prechecker.inspectCard(cardBytes.value, signal);
    if (!answer.ok) return answer;
    card = answer.value;
  }
  return ok({ video, card });
}

async function writePage(
  file: string,
  report: PrecheckReport,
  video: VideoAnswer | null,
  card: CardAnswer | null,
  io: CommandIo,
): Promise<Result<void>> {
  try {
    await writeFile(
      file,
      renderPage(report, video?.thumbnails ?? [], card?.preview ? card.measurement : null, io.language),
    );
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

/** What a report says when nothing could be measured: still JSON where JSON was asked for. */
export function failureReport(problem: Failure): PrecheckReport {
  const { code, detail } = problem;
  const text = { vi: catalogues.vi.failures[code], en: catalogues.en.failures[code] };
  return {
    schema: REPORT_SCHEMA,
    predictedCode: '409',
    outcome: 'fail',
    findings: [],
    video: null,
    card: null,
    overrides: [],
    failure: { code, text, ...(detail === undefined ? {} : { detail }) },
    elapsedMs: 0,
  };
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
