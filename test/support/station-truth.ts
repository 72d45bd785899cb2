import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseBody } from '../../main/core/journal-line.ts';
import type { JournalBody } from '../../main/core/journal-schema.ts';
import type { Mode } from '../../main/core/verdict-shape.ts';
import { openDatabase } from '../../main/journal/database.ts';
import { verifyJournalFile } from '../../main/journal/verify-file.ts';
import { outcomeOf, readBook } from '../../main/ledger/book.ts';

/** What an auditor finds in the profile of a station, without touching it. */
export interface StationTruth {
  readonly records: readonly JournalBody[];
  /** Null when the journal is whole, otherwise what is wrong with it. */
  readonly journalProblem: string | null;
  /** How each call of the service ended, by the session's reference. */
  readonly calls: readonly { readonly reference: string; readonly end: string }[];
}

export async function readTruth(profileDir: string, mode: Mode = 'practice'): Promise<StationTruth> {
  const copy = await mkdtemp(join(tmpdir(), 'truth-'));
  try {
    for (const folder of ['journal', 'station-keys', 'ledger'])
      await cp(join(profileDir, folder), join(copy, folder), { recursive: true });
    const files = await readdir(join(copy, 'journal'));
    const name = files.find((file) => file.startsWith(mode) && file.endsWith('.db')) ?? '';
    const path = join(copy, 'journal', name);
    const keyPem = await readFile(join(copy, 'station-keys', name.replace('.db', '.pem')), 'utf8');
    const found = await verifyJournalFile({ path, keyPem, headLines: [] });
    const database = openDatabase(path);
    const records = database.after(0, 1_000_000).flatMap(({ body }) => parseBody(body) ?? []);
    database.close();
    const ledger = await readFile(join(copy, 'ledger', `${mode}.ledger`)).catch(() => new Uint8Array());
    const verification = found?.verification;
    return {
      records,
      journalProblem: verification?.isWhole === true ? null : (verification?.problem ?? 'no key'),
      calls: readBook(ledger).calls.map((call) => ({
        reference: call.begin.reference,
        end: outcomeOf(call),
      })),
    };
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** What is not true in it; empty when the journal and the ledger tell one and the same story. */
export function untruths({ records, journalProblem, calls }: StationTruth): readonly string[] {
  const wrong: string[] = journalProblem === null ? [] : [`journal: ${journalProblem}`];
  const sessions = new Map<string, JournalBody[]>();
  for (const record of records) {
    if (record.sessionId === null) continue;
    sessions.set(record.sessionId, [...(sessions.get(record.sessionId) ?? []), record]);
  }
  for (const [reference, those] of sessions) {
    const types = those.map(({ type }) => type);
    const starts = types.filter((type) => type === 'sessionStarted').length;
    const ends = types.filter((type) => type === 'wiped' || type === 'interrupted').length;
    if (starts !== 1) wrong.push(`${reference}: started ${starts} times`);
    if (ends !== 1) wrong.push(`${reference}: ended ${ends} times`);
    const sends = types.filter((type) => type === 'sendStarted').length;
    const called = calls.filter((call) => call.reference === reference).length;
    // The journal writes first, then the ledger: a kill between the two leaves a call that never began.
    if (called > sends) wrong.push(`${reference}: ${called} calls, ${sends} in the journal`);
    if (called > 1) wrong.push(`${reference}: sent twice`);
    const answered = calls.some((call) => call.reference === reference && call.end === 'answered');
    if (types.includes('verdictGiven') && !answered) wrong.push(`${reference}: a verdict without an answer`);
  }
  for (const { reference } of calls) {
    if (!sessions.has(reference)) wrong.push(`${reference}: a call without a session`);
  }
  return wrong;
}
