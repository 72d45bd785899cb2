import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalEvent } from '../../main/core/journal-schema.ts';
import type { EarlierPlace } from '../../main/journal/earlier.ts';
import { openJournal, type OpenJournal } from '../../main/journal/journal.ts';
import { generateStationKey, openStationKey, parsePublicKey } from '../../main/journal/station-key.ts';

export const signer = openStationKey(process.env['SAMPLE_STATION_KEY'] ?? generateStationKey());
const publicKey = parsePublicKey(signer.publicKeyPem);
if (publicKey === null) throw new Error('no key');
export const verifier = publicKey;

/** Memory where the system has such a folder: for tests that open thousands of files. */
export const QUICK_FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A folder that is gone when `use` is done. */
export async function inFolder<T>(use: (folder: string) => Promise<T>, parent = tmpdir()): Promise<T> {
  const folder = await mkdtemp(join(parent, 'kiosk-journal-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A clock that moves on by itself together with the uptime. */
export function movingClock(stepMs = 1000) {
  let now = 1_790_000_000_000;
  return {
    clock: { now: () => (now += stepMs) },
    uptimeMs: () => now,
    set: (ms: number) => (now = ms),
  };
}

/** The folders of a station whose present journal has the sample's key. */
export const placeIn = (folder: string): EarlierPlace => ({
  folder: join(folder, 'journal'),
  headFolder: join(folder, 'journal-head'),
  publicKeyFolder: join(folder, 'station-keys'),
  mode: 'practice',
  keyId: signer.keyId,
});

export async function openSample(folder: string, time = movingClock()): Promise<OpenJournal> {
  const opened = await openJournal({
    path: join(folder, 'journal.db'),
    headPath: join(folder, 'apart/journal.head'),
    context: { mode: 'practice', station: 'station-1', teller: 'teller.one', device: '0123456789abcdef' },
    signer,
    clock: time.clock,
    uptimeMs: time.uptimeMs,
  });
  if (!opened.ok) throw new Error(`${opened.failure.code}: ${opened.failure.detail ?? ''}`);
  return opened.value;
}

/** "2222-2222-22" and on: the reference of the n-th session. */
export function sessionId(n: number): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  const text = Array.from({ length: 10 }, (_, place) => letters[Math.floor(n / 30 ** place) % 30]).join('');
  return text.replace(/(.{4})(.{4})(.{2})/, '$1-$2-$3');
}

/** The records of one ordinary session, after `sessionStarted` and before its end. */
export function sessionEvents(n: number): readonly JournalEvent[] {
  const id = sessionId(n);
  const prefix = n.toString(16).padStart(16, '0');
  return [
    { type: 'sessionStarted', sessionId: id, facts: { language: 'vi' } },
    {
      type: 'captureChecked',
      sessionId: id,
      facts: {
        role: 'face',
        tries: 1,
        sizeBytes: 4_500_000,
        sha256Prefix: prefix,
        outcome: n % 3 === 0 ? 'fail' : 'pass',
        predictedCode: n % 3 === 0 ? '411' : '200',
        blocked: n % 3 === 0 ? ['face.tooSmall'] : [],
        warned: [],
        failure: null,
      },
    },
    {
      type: 'verdictGiven',
      sessionId: id,
      facts: {
        outcome: 'approved',
        code: '200',
        reasons: ['liveAndMatched'],
        similarity: 97.5,
        spoofProbability: 0.0015,
      },
    },
    {
      type: 'wiped',
      sessionId: id,
      facts: {
        outcome: n % 5 === 0 ? 'rejected' : 'approved',
        code: '200',
        durationMs: 40_000 + (n % 60) * 1000,
        triesFace: 1 + (n % 3 === 0 ? 1 : 0),
        triesCard: 1,
        sends: 1,
      },
    },
  ];
}

/** Appends `count` whole sessions. */
export async function writeSessions(journal: OpenJournal, count: number, from = 0): Promise<void> {
  for (let n = from; n < from + count; n += 1) {
    for (const event of sessionEvents(n)) {
      const written = await journal.append(event);
      if (!written.ok) throw new Error(written.failure.detail);
    }
  }
}
