import type { Failure } from '../core/failure.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import type { PrecheckReport } from '../core/precheck-report.ts';
import { REPORT_SCHEMA } from '../core/report.ts';
import { ok, type Result } from '../core/result.ts';
import type { MediaPrechecker } from '../media/prechecker.ts';
import type { CardAnswer, VideoAnswer } from '../media/worker-protocol.ts';
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
