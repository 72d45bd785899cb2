import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../main/config.ts';
import { parseAnswerText } from '../../main/core/answer-text.ts';
import { decideReplyVerdict } from '../../main/core/gateway.ts';
import { policySchema } from '../../main/core/policy.ts';
import { parseReceiptText, receiptFacts, receiptText } from '../../main/core/receipt-text.ts';
import { exportJournal } from '../../main/journal/export.ts';
import { verifyJournalFile } from '../../main/journal/verify-file.ts';
import { SAMPLE_ANSWERS } from '../../main/practice/samples.ts';
import { mayBeApproved } from '../core/approval-oracle.ts';
import { successV2 } from '../core/answers.ts';
import { verdict } from '../core/samples.ts';
import { openSample, signer, verifier, writeSessions } from '../journal/sample-journal.ts';
import { mutateText } from './mutate-text.ts';

export interface FuzzReport {
  readonly tried: number;
  /** How many mutants were taken for good after all: a fuzz of which none ever is tests little. */
  readonly taken: number;
  /** What was taken wrongly, or broke; empty when all is well. */
  readonly wrong: readonly string[];
  /** What it took: time, memory, processes. */
  readonly figures?: string;
}

/** Mutated answers through the parser: nothing throws, and nothing is approved that does not say so in every field. */
export function fuzzAnswers(count: number, from = 0): FuzzReport {
  const sources = [...Object.values(SAMPLE_ANSWERS), SAMPLE_ANSWERS.success, JSON.stringify(successV2())];
  const wrong: string[] = [];
  let taken = 0;
  for (let seed = from; seed < from + count; seed += 1) {
    const text = mutateText(sources[seed % sources.length] ?? '', Math.floor(seed / sources.length));
    const cardSent = seed % 3 !== 0;
    const said = attempt(() =>
      decideReplyVerdict(200, parseAnswerText(text).answer, { mode: 'live', cardSent }),
    );
    if ('error' in said) wrong.push(`seed ${seed}: ${said.error}`);
    else if (said.value.outcome === 'approved') {
      taken += 1;
      if (!mayBeApproved(attemptJson(text), cardSent)) wrong.push(`seed ${seed}: approved`);
    }
  }
  return { tried: count, taken, wrong };
}

/** Mutated policy files: whatever they hold, a policy that fits its schema; a fault is named and closes the counter. */
export function fuzzPolicies(count: number, from = 0): FuzzReport {
  const source = JSON.stringify(policySchema.parse({}), null, 2);
  return inFolderSync((folder) => {
    const path = join(folder, 'policy.json');
    const wrong: string[] = [];
    let taken = 0;
    for (let seed = from; seed < from + count; seed += 1) {
      writeFileSync(path, mutateText(source, seed));
      const said = attempt(() =>
        loadConfig({
          args: ['--practice', `--policy=${path}`],
          managed: () => [],
          packaged: true,
          userDataDir: null,
        }),
      );
      if ('error' in said) wrong.push(`seed ${seed}: ${said.error}`);
      else if (said.value.ok) {
        const { policy, isClosed, policyState } = said.value.value;
        taken += isClosed ? 0 : 1;
        if (!policySchema.safeParse(policy).success) wrong.push(`seed ${seed}: taken`);
        if (isClosed !== policyState.problems.length > 0)
          wrong.push(`seed ${seed}: a problem that closes nothing`);
      }
    }
    return { tried: count, taken, wrong };
  });
}

/** Mutated exports of a journal: whole only where every record is as it was. */
export async function fuzzJournals(count: number, from = 0): Promise<FuzzReport> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-journal-'));
  try {
    const path = join(folder, 'export.jsonl');
    const journal = await openSample(folder);
    await writeSessions(journal, 6);
    await exportJournal(
      journal,
      path,
      { fromMs: 0, toMs: 8e15 },
      { onProgress: () => undefined, signal: new AbortController().signal },
    );
    await journal.close();
    const source = readFileSync(path, 'utf8');
    const wrong: string[] = [];
    let taken = 0;
    for (let seed = from; seed < from + count; seed += 1) {
      const text = mutateText(source, seed);
      writeFileSync(path, text);
      const said = await attemptAsync(() =>
        verifyJournalFile({ path, keyPem: signer.publicKeyPem, headLines: [] }),
      );
      if ('error' in said) wrong.push(`seed ${seed}: ${said.error}`);
      else if (said.value?.verification.isWhole === true) {
        taken += 1;
        if (text.trimEnd() !== source.trimEnd()) wrong.push(`seed ${seed}: whole`);
      }
    }
    return { tried: count, taken, wrong };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Mutated texts of a receipt's QR code: genuine only where the text is the one that was signed. */
export function fuzzReceipts(count: number, from = 0): FuzzReport {
  const facts = receiptFacts(
    {
      mode: 'live',
      language: 'vi',
      reference: 'K7QM-2XTA-9P',
      stationId: 'station-1',
      atMs: 1_790_000_000_000,
      verdict: { ...verdict('finish'), mode: 'live' },
      videoSha256Prefix: 'ab'.repeat(8),
      cardSha256Prefix: null,
    },
    signer.keyId,
  );
  const text = receiptText(facts);
  const source = `${text}|${signer.sign('receipt', text)}`;
  const wrong: string[] = [];
  let taken = 0;
  for (let seed = from; seed < from + count; seed += 1) {
    const said = attempt(() => {
      const read = parseReceiptText(mutateText(source, seed));
      return read !== null && verifier.isSigned('receipt', read.text, read.signature) ? read : null;
    });
    if ('error' in said) wrong.push(`seed ${seed}: ${said.error}`);
    else if (said.value !== null) {
      taken += 1;
      if (said.value.text !== text) wrong.push(`seed ${seed}: genuine`);
    }
  }
  return { tried: count, taken, wrong };
}

type Attempt<T> = { readonly value: T } | { readonly error: string };

function attempt<T>(work: () => T): Attempt<T> {
  try {
    return { value: work() };
  } catch (cause) {
    return { error: String(cause) };
  }
}

async function attemptAsync<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await work() };
  } catch (cause) {
    return { error: String(cause) };
  }
}

function attemptJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

function inFolderSync<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-policy-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
