import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandIo, ExitStatus } from '../../main/cli/command.ts';
import { runCommandLine } from '../../main/cli/run.ts';
import { ownLedger } from '../../main/cli/stats.ts';
import type { Language } from '../../main/core/language.ts';
import { openLedger } from '../../main/ledger/ledger.ts';
import { unwrap } from '../liveness/submissions.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stats-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function stats(args: readonly string[], language: Language = 'en') {
  let out = '';
  let err = '';
  const io: CommandIo = {
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
    isTerminal: false,
    language,
    signal: new AbortController().signal,
  };
  const status: ExitStatus = await runCommandLine(['stats', ...args], io);
  return { status, out, err };
}

async function ledgerOf(name: string, codes: readonly string[]): Promise<string> {
  const path = join(folder, `${name}.ledger`);
  const ledger = unwrap(
    await openLedger({
      path,
      station: name,
      mode: 'live',
      quota: { perDay: null, perMonth: null },
      clock: { now: () => 1_790_000_000_000 },
    }),
  );
  for (const code of codes) {
    const remarks = [{ rule: 'face.dim', measured: 61 }] as const;
    const facts = { reference: 'K7QM-2XTA-9P', sizeBytes: 5, predictedCode: '200', remarks };
    const seq = unwrap(await ledger.begin(facts));
    await ledger.end(seq, { end: 'answered', httpStatus: 200, code, outcome: 'approved', failure: null });
  }
  await ledger.close();
  return path;
}

describe('stats', () => {
  it('tells of several ledgers at once, as JSON and in words, in either language', async () => {
    const paths = [await ledgerOf('A', ['200', '200', '406']), await ledgerOf('B', ['411'])];
    const { status, out } = await stats([...paths, '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      schema: 'liveness-kiosk/stats@1',
      damagedLines: 0,
      stations: [
        { station: 'A', calls: 3, rules: [{ rule: 'face.dim', remarked: 3, confirmed: 1, inVain: 2 }] },
        { station: 'B', calls: 1, missed: [{ code: '411', count: 1 }] },
      ],
    });
    const words = await stats(paths);
    expect(words.out).toContain('Station A (live)');
    expect(words.out).toContain('200 -> 406      1');
    expect((await stats(paths, 'vi')).out).toContain('Mã dự kiến');
    for (const said of [out, words.out]) expect(said).not.toContain('K7QM-2XTA-9P');
  });

  it('says that a ledger is damaged, and reads the rest', async () => {
    const path = await ledgerOf('C', ['200']);
    writeFileSync(path, 'junk\n', { flag: 'a' });
    const { out } = await stats([path]);
    expect(out).toContain('1 lines could not be read');
    expect(out).toContain('1 calls');
  });

  it('refuses what is not there, and an unknown option, with exit status 2 and one sentence', async () => {
    expect(await stats(['/nonexistent/live.ledger'])).toMatchObject({ status: 2, out: '' });
    expect(await stats(['--approve'])).toMatchObject({ status: 2, out: '' });
  });

  it('knows where the app keeps its own', () => {
    expect(ownLedger('live', 'linux', { XDG_CONFIG_HOME: '/x' })).toBe(
      '/x/Liveness Kiosk/ledger/live.ledger',
    );
    expect(ownLedger('practice', 'win32', { APPDATA: '/a' })).toContain('practice.ledger');
  });
});
