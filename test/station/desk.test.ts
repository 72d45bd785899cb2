import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cameraFindingsSchema } from '../../main/core/camera-findings.ts';
import { failure } from '../../main/core/failure.ts';
import type { JournalEvent } from '../../main/core/journal-schema.ts';
import { judgeClock, judgeDisk, judgePrinter } from '../../main/core/judge-machine.ts';
import { defaultPolicy } from '../../main/core/policy.ts';
import { failed, ok } from '../../main/core/result.ts';
import type { StationReport } from '../../main/core/station-check.ts';
import { createStationDesk, type StationPorts } from '../../main/station/desk.ts';

const MORNING = new Date(2026, 10, 23, 7, 45).getTime();
const HOUR_MS = 3_600_000;

const cameras = cameraFindingsSchema.parse({
  face: {
    opened: { label: 'Logitech BRIO', widthPx: 3840, heightPx: 2160 },
    window: { widthPx: 1280, heightPx: 960 },
    ownWidthPx: 3840,
    pace: { framesPerSecond: 30, largestGapMs: 36 },
    flicker: { kind: 'measured', percent: 0.2, isSeen: false },
    sceneBrightness: 110,
    face: null,
  },
  card: { opened: { label: 'ELMO', widthPx: 3264, heightPx: 2448 }, cardPx: null },
});

function station(change: Partial<StationPorts> = {}) {
  const records: JournalEvent[] = [];
  const time = { nowMs: MORNING };
  const kept: { report: StationReport | null } = { report: null };
  const desk = createStationDesk({
    mode: 'live',
    stationId: 'station-1',
    dailyCheck: 'required',
    rules: { cameras: defaultPolicy.cameras, recording: defaultPolicy.recording },
    clock: { now: () => time.nowMs },
    service: {
      address: 'api.fpt.ai',
      probe: () => Promise.resolve(ok({ protocol: 'TLSv1.3', issuer: 'A root', dateMs: time.nowMs + 900 })),
    },
    journal: {
      append: (event) => {
        records.push(event);
        return Promise.resolve(ok(undefined));
      },
    },
    lastRecordMs: () => MORNING - 1000,
    printers: () => Promise.resolve({ wanted: 'Receipt', printers: [{ name: 'Receipt', isReady: true }] }),
    keychain: () => ok(undefined),
    warmUp: () => Promise.resolve(ok(undefined)),
    folder: tmpdir(),
    card: defaultPolicy.card,
    ringPolicy: null,
    isFree: () => true,
    memory: {
      read: () => Promise.resolve(kept.report),
      write: (report) => {
        kept.report = report;
        return Promise.resolve();
      },
    },
    print: () => Promise.resolve(ok('sentToPrinter')),
    ...change,
  });
  return { desk, records, time, kept };
}

describe('the daily check', () => {
  it.each([
    ['is the only way to a card: no go', { camera: false, fromFile: false }, 'broken', false],
    ['is one way of several: a remark', { camera: true, fromFile: false }, 'attention', true],
  ])("a scanner's folder that cannot be read and %s", async (_name, ways, state, isGo) => {
    const path = join(tmpdir(), 'no-such-scanner-folder');
    const { desk } = station({ card: { ...ways, folder: { path, afterwards: 'leave' } } });
    const report = await desk.check(cameras);
    expect(report).toMatchObject({ ok: true, value: { isGo } });
    const line = report.ok ? report.value.checks.find(({ name }) => name === 'cardFolder') : null;
    expect(line).toEqual({ name: 'cardFolder', state, cause: 'folderUnreadable', detail: 'ENOENT' });
  });

  it("a scanner's folder that can be read is well", async () => {
    const { desk } = station({
      card: { camera: false, fromFile: false, folder: { path: tmpdir(), afterwards: 'leave' } },
    });
    expect(await desk.check(cameras)).toMatchObject({
      ok: true,
      value: {
        checks: expect.arrayContaining([
          { name: 'cardFolder', state: 'ok', cause: null, detail: '' },
        ]) as unknown,
      },
    });
  });

  it('is asked for before the first customer, holds for the day and is asked for again tomorrow', async () => {
    const { desk, time } = station();
    expect(await desk.mayServe()).toBe(false);
    expect(await desk.check(cameras)).toMatchObject({ ok: true, value: { isGo: true } });
    expect(await desk.mayServe()).toBe(true);
    time.nowMs += 9 * HOUR_MS;
    expect(await desk.mayServe()).toBe(true);
    time.nowMs += 15 * HOUR_MS;
    expect(await desk.mayServe()).toBe(false);
    expect((await desk.state()).today).toBeNull();
  });

  it('writes which lines were not well, and nothing that was measured; what is drawn stays with the report', async () => {
    const { desk, records, kept } = station();
    const trace = { timesMs: [0, 33], bands: [[100], [101]] };
    const face = 'error' in cameras.face ? cameras.face : { ...cameras.face, trace };
    await desk.check({ ...cameras, face });
    expect(kept.report?.trace).toEqual(trace);
    expect(records).toEqual([
      {
        type: 'stationChecked',
        sessionId: null,
        facts: { result: 'go', broken: [], attention: [], notAssessed: ['faceFocus'] },
      },
    ]);
  });

  it.each<[string, Partial<StationPorts>, string]>([
    [
      'an unreachable service',
      { service: { address: 'x', probe: () => Promise.resolve(failed(failure('serviceUnreachable'))) } },
      'tls',
    ],
    [
      'a service that is not trusted',
      { service: { address: 'x', probe: () => Promise.resolve(failed(failure('serviceUntrusted'))) } },
      'tls',
    ],
    ['a keychain that keeps nothing', { keychain: () => failed(failure('keychainPlainText')) }, 'keychain'],
    [
      'a journal that cannot be written',
      { journal: { append: () => Promise.resolve(failed(failure('journalFailed'))) } },
      'journal',
    ],
    ['a missing ffmpeg', { warmUp: () => Promise.resolve(failed(failure('ffmpegMissing'))) }, 'ffmpeg'],
    ['a damaged model', { warmUp: () => Promise.resolve(failed(failure('modelDamaged'))) }, 'model'],
    [
      'a printer that is not there',
      { printers: () => Promise.resolve({ wanted: 'Receipt', printers: [] }) },
      'printer',
    ],
    ['a clock that was set back', { lastRecordMs: () => MORNING + HOUR_MS }, 'clock'],
  ])('is no go with %s, and the station stays closed', async (_name, change, line) => {
    const { desk } = station(change);
    const done = await desk.check(cameras);
    const checks = done.ok ? done.value.checks : [];
    expect(checks.filter(({ state }) => state === 'broken').map(({ name }) => name)).toEqual([line]);
    expect(await desk.mayServe()).toBe(false);
  });

  it('only reminds where the policy offers it, and is nowhere where it is off', async () => {
    const offered = station({ dailyCheck: 'offered' });
    expect(await offered.desk.mayServe()).toBe(true);
    const off = station({ dailyCheck: 'off' });
    await off.desk.check(cameras);
    expect(await off.desk.state()).toEqual({ dailyCheck: 'off', today: null });
  });

  it('does not take another station, or practice, for today’s live check', async () => {
    const { desk, kept } = station();
    await desk.check(cameras);
    if (kept.report !== null) kept.report = { ...kept.report, mode: 'practice' };
    expect(await desk.mayServe()).toBe(false);
  });

  it('is not made while a customer is served, and there is nothing to print before it', async () => {
    const { desk } = station({ isFree: () => false });
    expect(await desk.check(cameras)).toMatchObject({ failure: { code: 'wrongState' } });
    expect(await desk.print('vi')).toMatchObject({ failure: { code: 'wrongState' } });
  });
});

describe('lines about this computer', () => {
  it.each([
    [null, 'notAssessed'],
    [499e6, 'broken'],
    [500e6, 'ok'],
  ] as const)('%s bytes free: %s', (freeBytes, state) => {
    expect(judgeDisk(freeBytes).state).toBe(state);
  });

  it.each([
    [{ serviceMs: MORNING + 119_000, lastRecordMs: null }, 'ok'],
    [{ serviceMs: MORNING - 121_000, lastRecordMs: null }, 'broken'],
    [{ serviceMs: null, lastRecordMs: MORNING }, 'notAssessed'],
    [{ serviceMs: MORNING, lastRecordMs: MORNING + 121_000 }, 'broken'],
  ] as const)('clock with %j: %s', (facts, state) => {
    expect(judgeClock({ nowMs: MORNING, ...facts }).state).toBe(state);
  });

  it.each([
    [{ wanted: null, printers: [] }, 'attention', 'savedAsPdf'],
    [{ wanted: null, printers: [{ name: 'A', isReady: true }] }, 'ok', null],
    [{ wanted: 'B', printers: [{ name: 'A', isReady: true }] }, 'broken', 'printerUnknown'],
    [{ wanted: 'A', printers: [{ name: 'A', isReady: false }] }, 'attention', 'printerNotReady'],
  ] as const)('printer %j: %s', (facts, state, cause) => {
    expect(judgePrinter(facts)).toMatchObject({ state, cause });
  });
});
