import { FAILURE_EXIT_STATUS, failure, type Failure } from '../core/failure.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import type { PrecheckReport } from '../core/precheck-report.ts';
import { REPORT_SCHEMA } from '../core/report.ts';
import { ok, type Result } from '../core/result.ts';
import type { MediaPrechecker } from '../media/prechecker.ts';
import type { CardAnswer, VideoAnswer } from '../media/worker-protocol.ts';
import type { ExitStatus } from './command.ts';
import { checkInputFile, readInputFile } from './input-file.ts';

/** Where this program's parts lie; null means development. */
export interface CliParts {
  readonly ffmpegPath: string | null;
  readonly modelsDir: string | null;
}

export interface Inspected {
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

/** A clip that no picture comes out of is unusable input, however much its report can say: 409, and exit status 2. */
export function markUnreadable(report: PrecheckReport): PrecheckReport {
  return report.video?.isDecodable === false
    ? { ...report, failure: sentence(failure('inputUnreadable')) }
    : report;
}

/** What a report says when nothing could be measured: still JSON where JSON was asked for. */
export function failureReport(problem: Failure): PrecheckReport {
  return {
    schema: REPORT_SCHEMA,
    predictedCode: '409',
    outcome: 'fail',
    findings: [],
    video: null,
    card: null,
    overrides: [],
    failure: sentence(problem),
    elapsedMs: 0,
  };
}

export function statusOf(report: PrecheckReport): ExitStatus {
  if (report.failure) return FAILURE_EXIT_STATUS[report.failure.code];
  return report.outcome === 'fail' ? 1 : 0;
}

function sentence({ code, detail }: Failure): NonNullable<PrecheckReport['failure']> {
  const text = { vi: catalogues.vi.failures[code], en: catalogues.en.failures[code] };
  return { code, text, ...(detail === undefined ? {} : { detail }) };
}
