import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHeartbeat } from '../../main/kiosk/heartbeat.ts';
import { createRecovery, type Breakage, type Recovery } from '../../main/kiosk/recovery.ts';
import { openStartRecord } from '../../main/kiosk/start-record.ts';

describe('recovery', () => {
  let nowMs = 0;
  let did: string[] = [];
  let waiting: (() => void)[] = [];
  let recovery: Recovery;
  beforeEach(() => {
    nowMs = 1_800_000_000_000;
    did = [];
    waiting = [];
    recovery = createRecovery({
      onBroken: ({ code }) => did.push(`broken ${code}`),
      showPage: () => did.push('page'),
      showOutOfService: (code) => did.push(`out ${code}`),
      log: () => undefined,
      now: () => nowMs,
      later: (act) => waiting.push(act),
    });
  });

  it.each<Breakage>(['pageGone', 'white', 'hang'])(
    'ends the session and starts the page over after %s',
    (breakage) => {
      recovery.report(breakage);
      expect(did).toEqual(['broken internal', 'page']);
    },
  );

  it.each<Breakage>(['gpuGone', 'mainException'])(
    'ends the session after %s and leaves the page as it is',
    (breakage) => {
      recovery.report(breakage);
      expect(did).toEqual(['broken internal']);
    },
  );

  it('rests with a support code after the fourth within a minute, then tries again', () => {
    for (let count = 0; count < 4; count += 1) recovery.report('pageGone');
    expect(did.at(-1)).toMatch(/^out P-[0-9A-Z]+$/);
    did = [];
    recovery.report('pageGone');
    expect(did).toEqual(['broken internal']);
    waiting.shift()?.();
    expect(did.at(-1)).toBe('page');
  });

  it('does not take four in four minutes for a loop', () => {
    for (let count = 0; count < 4; count += 1) {
      recovery.report('hang');
      nowMs += 61_000;
    }
    expect(did.filter((act) => act.startsWith('out'))).toEqual([]);
  });
});

describe('the heartbeat', () => {
  let tick: () => void = () => undefined;
  let found: string[] = [];
  const ticks = (count: number): void => Array.from({ length: count }).forEach(() => tick());
  const start = (): ReturnType<typeof createHeartbeat> =>
    createHeartbeat(
      (kind) => found.push(kind),
      (act) => {
        tick = act;
        return () => undefined;
      },
      { firstTicks: 5, laterTicks: 3 },
    );
  beforeEach(() => (found = []));

  it('is silent before a page is loaded', () => {
    start();
    ticks(20);
    expect(found).toEqual([]);
  });

  it('finds a page that never drew anything, once', () => {
    start().expect();
    ticks(20);
    expect(found).toEqual(['white']);
  });

  it('finds a page that stopped, and not one that goes on', () => {
    const heart = start();
    heart.expect();
    for (let count = 0; count < 10; count += 1) {
      ticks(2);
      heart.beat();
    }
    expect(found).toEqual([]);
    ticks(3);
    expect(found).toEqual(['hang']);
  });
});

describe('the record of starts', () => {
  let folder = '';
  let path = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kiosk-starts-'));
    path = join(folder, 'starts.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('knows a bad end from a good one', () => {
    expect(openStartRecord(path, 0).endedBadly).toBe(false);
    const second = openStartRecord(path, 1000);
    expect(second.endedBadly).toBe(true);
    second.close();
    expect(openStartRecord(path, 2000).endedBadly).toBe(false);
  });

  it('does not count a start that could not come to work and said so', () => {
    const loops = [0, 1, 2, 3, 4].map((start) => {
      const record = openStartRecord(path, start * 60_000);
      if (start === 2) record.undo();
      return record.isLooping;
    });
    expect(loops).toEqual([false, false, false, false, true]);
    openStartRecord(path, 0).close();
    openStartRecord(path, 1000).undo();
    expect(openStartRecord(path, 2000).endedBadly).toBe(false);
  });

  it('sees a loop at the third bad end within ten minutes, and tells it once', () => {
    const loops = [0, 1, 2, 3, 4].map((start) => openStartRecord(path, start * 60_000).isLooping);
    expect(loops).toEqual([false, false, false, true, false]);
  });

  it('sees no loop in one bad end a day, nor in a damaged file', () => {
    const loops = [0, 1, 2, 3, 4].map((day) => openStartRecord(path, day * 86_400_000).isLooping);
    expect(loops).not.toContain(true);
    writeFileSync(path, '{');
    expect(openStartRecord(path, 0)).toMatchObject({ endedBadly: false, isLooping: false });
  });
});
