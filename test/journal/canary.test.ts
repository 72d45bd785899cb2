import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHAIN_START, journalBodySchema, type JournalEvent } from '../../main/core/journal-schema.ts';
import { inFolder, openSample, sessionEvents } from './sample-journal.ts';

/** What must never be found in a journal, as somebody might try to put it in. */
const CANARIES = [
  'Nguyễn Văn Canary',
  '079203001234',
  '987654321',
  'sk-canary-5f2d9c1e7b3a48d6',
  'data:image/jpeg;base64,/9j/4AAQSkZJRgABAQ',
  '\u0000\u00ff\u00d8\u00ff',
] as const;

const SAMPLES: readonly JournalEvent[] = [
  ...sessionEvents(1),
  { type: 'fault', sessionId: '2222-2222-22', facts: { failure: 'cameraFailed' } },
  { type: 'aborted', sessionId: '2222-2222-22', facts: { from: 'review', cause: 'person' } },
  { type: 'programStarted', sessionId: null, facts: { version: '0.1.0' } },
  { type: 'adminAct', sessionId: null, facts: { act: 'pinChanged' } },
  {
    type: 'keyChanged',
    sessionId: null,
    facts: { slot: 'live', act: 'set', fingerprint: `sha256:${'0'.repeat(12)}`, via: 'screen' },
  },
  {
    type: 'supervisorPinChanged',
    sessionId: null,
    facts: { act: 'set', mark: '0'.repeat(16), via: 'found' },
  },
  {
    type: 'tellerChanged',
    sessionId: null,
    facts: { act: 'added', teller: 'teller:lan.nguyen', mark: '0'.repeat(16), via: 'screen' },
  },
  { type: 'interrupted', sessionId: '2222-2222-22', facts: { sendWasOpen: true } },
  {
    type: 'consentGiven',
    sessionId: '2222-2222-22',
    facts: { language: 'vi', textVersion: '2026-11-23', textSha256: '0'.repeat(64), act: 'tickAndPress' },
  },
  {
    type: 'captureDelivered',
    sessionId: '2222-2222-22',
    facts: { role: 'face', camera: 'usb:046d:082d', widthPx: 1280, heightPx: 960, framesPerSecond: 30 },
  },
  {
    type: 'sendEnded',
    sessionId: '2222-2222-22',
    facts: { end: 'answered', httpStatus: 200, code: '200', failure: null },
  },
  {
    type: 'handOverEnded',
    sessionId: '2222-2222-22',
    facts: { end: 'delivered', bundleSha256Prefix: '0'.repeat(16), recipient: '0'.repeat(16), failure: null },
  },
  {
    type: 'sendStarted',
    sessionId: '2222-2222-22',
    facts: {
      attempt: 1,
      contentLengthBytes: 4_600_000,
      videoSha256Prefix: '0'.repeat(16),
      cardSha256Prefix: null,
    },
  },
  { type: 'consentWithdrawn', sessionId: '2222-2222-22', facts: { from: 'review', language: 'vi' } },
  { type: 'receiptEnded', sessionId: '2222-2222-22', facts: { receipt: 'sentToPrinter', failure: null } },
  {
    type: 'mediaParked',
    sessionId: '2222-2222-22',
    facts: { act: 'sealed', expiresAtMs: 1_790_000_000_000 },
  },
  {
    type: 'trainingScored',
    sessionId: '2222-2222-22',
    facts: { scenario: 'code-200', did: 'finish', isRight: true, right: ['finish'] },
  },
  {
    type: 'stationChecked',
    sessionId: null,
    facts: { result: 'noGo', broken: ['printer'], attention: ['faceLight'], notAssessed: ['faceFlicker'] },
  },
  {
    type: 'ringPolicy',
    sessionId: null,
    facts: {
      act: 'rolledBack',
      ring: 'ring:pilot',
      version: 13,
      document: '0'.repeat(16),
      reason: 'rolledBack',
      broken: ['printer'],
    },
  },
  { type: 'clockChanged', sessionId: null, facts: { fromMs: 1_790_000_000_000, toMs: 1_790_000_100_000 } },
  { type: 'headMismatch', sessionId: null, facts: { cause: 'lost', headSeq: null, lastSeq: 12 } },
  { type: 'headExported', sessionId: null, facts: { seq: 12, by: 'printer' } },
  { type: 'recordsExported', sessionId: null, facts: { format: 'csv', count: 12 } },
  {
    type: 'retentionRun',
    sessionId: null,
    facts: {
      kind: 'journal',
      removed: 4,
      throughSeq: 4,
      throughLink: CHAIN_START,
      ofKey: 'key:0a1b2c3d4e5f',
    },
  },
  {
    type: 'updateStep',
    sessionId: null,
    facts: { act: 'refused', version: '0.2.0', reason: 'badSignature' },
  },
  {
    type: 'earlierJournal',
    sessionId: null,
    facts: { key: 'key:0a1b2c3d4e5f', lastSeq: 12, lastLink: CHAIN_START },
  },
];

it('every type of record has a sample here', () => {
  const types = journalBodySchema.options.map((option) => option.shape.type.value);
  expect(types.length).toBeGreaterThan(20);
  expect(new Set(SAMPLES.map(({ type }) => type))).toEqual(new Set(types));
});

describe('no picture, name, number or key can be written', () => {
  it.each(SAMPLES)(
    '$type: every fact refuses every canary, and so does a fact that is not on the list',
    (sample) =>
      inFolder(async (folder) => {
        const journal = await openSample(folder);
        let tried = 0;
        for (const canary of CANARIES) {
          for (const key of [...Object.keys(sample.facts), 'note']) {
            const smuggled = { ...sample, facts: { ...sample.facts, [key]: canary } };
            // What the compiler would not let pass, as a bug could at run time.
            const written = await journal.append(smuggled as unknown as JournalEvent);
            expect([key, canary, written.ok]).toEqual([key, canary, false]);
            tried += 1;
          }
          const inReference = { ...sample, sessionId: canary };
          expect((await journal.append(inReference as unknown as JournalEvent)).ok).toBe(false);
        }
        expect(tried).toBeGreaterThanOrEqual(CANARIES.length * 2);
        expect((await journal.append(sample)).ok).toBe(true);
        await journal.close();
        const file = await readFile(join(folder, 'journal.db'));
        expect(file.includes(sample.type)).toBe(true);
        expect(CANARIES.filter((canary) => file.includes(canary))).toEqual([]);
      }),
  );

  it('lets no string through that is neither a listed word nor of a narrow pattern', () => {
    const seen: string[] = [];
    const loose: string[] = [];
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { type, pattern, enum: words, const: word } = node as Record<string, unknown>;
      if (type === 'string') {
        seen.push(path);
        if (pattern === undefined && words === undefined && word === undefined) loose.push(path);
      }
      for (const [key, value] of Object.entries(node)) walk(value, `${path}.${key}`);
    };
    walk(toJsonSchema(), '');
    expect(seen.length).toBeGreaterThan(50);
    expect(loose).toEqual([]);
  });
});

const toJsonSchema = (): unknown => journalBodySchema.toJSONSchema({ unrepresentable: 'any' });
