import Libsql from 'libsql';
import { CHAIN_START, journalBodySchema, type JournalEvent } from '../../main/core/journal-schema.ts';
import { ruleIds } from '../../main/core/requirements.ts';
import { INSERT_RECORD, openDatabase } from '../../main/journal/database.ts';
import { linkOf } from '../../main/journal/link.ts';
import { generateStationKey, openStationKey } from '../../main/journal/station-key.ts';
import { sessionId } from '../journal/sample-journal.ts';

export const PER_SESSION = 10;
export const START_MS = 1_700_000_000_000;
export const SESSION_MS = 90_000;

export const signer = openStationKey(generateStationKey());
export const context = { mode: 'practice', station: 'station-1', device: '0123456789abcdef' } as const;

/** The same bytes the journal would write, but in one transaction: only the flush per record is left out. */
export function fill(path: string, records: number): void {
  openDatabase(path).close();
  const database = new Libsql(path);
  database.exec('PRAGMA synchronous = OFF; BEGIN');
  const insert = database.prepare(INSERT_RECORD);
  let previous = CHAIN_START;
  for (let seq = 1; seq <= records; seq += 1) {
    const session = Math.floor((seq - 1) / PER_SESSION);
    const step = (seq - 1) % PER_SESSION;
    const atMs = START_MS + session * SESSION_MS + step * 7000;
    const teller = `teller.${session % 12}`;
    const { mode, station, device } = context;
    const place = { v: 1, seq, atMs, mode, station, teller, device, previous };
    const body = JSON.stringify({ ...sampleEvent(session, step), ...place });
    // Every thousandth, since the strict schema costs more than the signature.
    if (seq % 1000 === 1 && JSON.stringify(journalBodySchema.parse(JSON.parse(body))) !== body)
      throw new Error(`not as the journal would write it: ${body}`);
    const record = { body, signature: signer.sign('journal', body) };
    insert.run(seq, record.body, record.signature);
    previous = linkOf(record);
  }
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}

const OUTCOMES = [
  'approved',
  'approved',
  'approved',
  'approved',
  'rejected',
  'retakeFace',
  'review',
] as const;

/** Ten records of one session: start, consent, captures, sending, verdict, receipt, end. */
export function sampleEvent(session: number, step: number): JournalEvent {
  const id = sessionId(session);
  const outcome = OUTCOMES[session % OUTCOMES.length] ?? 'approved';
  const hash = session.toString(16).padStart(16, '0');
  if (step === 0) return { type: 'sessionStarted', sessionId: id, facts: { language: 'vi' } };
  if (step === PER_SESSION - 1) {
    const durationMs = 30_000 + ((session * 7919) % 120_000);
    const facts = { outcome, code: '200', durationMs, triesFace: 1, triesCard: 1, sends: 1 };
    return { type: 'wiped', sessionId: id, facts };
  }
  if (step === 7) {
    const facts = { outcome, code: '200', reasons: [], similarity: 97.5, spoofProbability: 0.0015 };
    return { type: 'verdictGiven', sessionId: id, facts };
  }
  const isBad = step === 3 && session % 4 === 0;
  const rule = ruleIds[session % ruleIds.length];
  return {
    type: 'captureChecked',
    sessionId: id,
    facts: {
      role: 'face',
      tries: 1,
      sizeBytes: 4_500_000,
      sha256Prefix: hash,
      outcome: isBad ? 'fail' : 'pass',
      predictedCode: isBad ? '411' : '200',
      blocked: isBad && rule !== undefined ? [rule] : [],
      warned: [],
      failure: null,
    },
  };
}
