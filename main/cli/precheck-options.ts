import { parseArgs } from 'node:util';
import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';

export interface PrecheckOptions {
  readonly video: string | null;
  readonly card: string | null;
  readonly batchDir: string | null;
  readonly jobs: number;
  readonly isJson: boolean;
  readonly htmlFile: string | null;
  readonly policyFile: string | null;
}

const MAX_JOBS = 16;

export function parsePrecheckOptions(args: readonly string[]): Result<PrecheckOptions> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        card: { type: 'string' },
        json: { type: 'boolean' },
        html: { type: 'string' },
        policy: { type: 'string' },
        batch: { type: 'string' },
        jsonl: { type: 'boolean' },
        jobs: { type: 'string' },
      },
    });
    const jobs = Number(values.jobs ?? 1);
    const wrong = findMistake(values, positionals, jobs);
    if (wrong) return failed(failure('usage', wrong));
    return ok({
      video: positionals[0] ?? null,
      card: values.card ?? null,
      batchDir: values.batch ?? null,
      jobs,
      isJson: values.json === true,
      htmlFile: values.html ?? null,
      policyFile: values.policy ?? null,
    });
  } catch (error) {
    return failed(failure('usage', error instanceof Error ? error.message : String(error)));
  }
}

interface Values {
  readonly card?: string | undefined;
  readonly batch?: string | undefined;
  readonly json?: boolean | undefined;
  readonly jsonl?: boolean | undefined;
  readonly html?: string | undefined;
  readonly jobs?: string | undefined;
}

function findMistake(values: Values, positionals: readonly string[], jobs: number): string | null {
  const isBatch = values.batch !== undefined;
  if (positionals.length > 1) return 'only one video may be named; use --batch for a folder';
  if (isBatch && (positionals.length > 0 || values.card !== undefined)) return '--batch takes a folder only';
  if (isBatch && values.jsonl !== true) return '--batch needs --jsonl';
  if (!isBatch && (values.jsonl === true || values.jobs !== undefined))
    return '--jsonl and --jobs belong to --batch';
  if (!isBatch && positionals.length === 0 && values.card === undefined)
    return 'a video or --card IMAGE is needed';
  if (values.json === true && values.html !== undefined) return '--json and --html exclude each other';
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > MAX_JOBS) return `--jobs must be 1 to ${MAX_JOBS}`;
  return null;
}
