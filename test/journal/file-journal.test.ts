import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../main/core/ports.ts';
import { findBreak } from '../../main/journal/chain.ts';
import { openFileJournal } from '../../main/journal/file-journal.ts';

const clock = { now: () => 1_700_000_000_000 };
const event = (n: number): JournalEvent => ({ type: 'consentGiven', sessionId: `S-${n}`, facts: { n } });
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-journal-'));
  path = join(folder, 'journal.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

async function write(count: number): Promise<void> {
  const opened = await openFileJournal(path, clock);
  if (!opened.ok) throw new Error(opened.failure.code);
  const written = await Promise.all(Array.from({ length: count }, (_, n) => opened.value.append(event(n))));
  expect(written.every(({ ok }) => ok)).toBe(true);
  await opened.value.close();
}

describe('the journal file', () => {
  it('keeps order and chain over two openings', async () => {
    await write(3);
    await write(2);
    const text = await readFile(path, 'utf8');
    expect(text.trimEnd().split('\n')).toHaveLength(5);
    expect(findBreak(text)).toBeNull();
  });

  it('names the first bad record for a flip, a drop and a swap', async () => {
    await write(5);
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    const broken = (changed: readonly string[]): number | null => findBreak(`${changed.join('\n')}\n`);
    expect(broken(lines.with(2, lines[2]?.replace('S-2', 'S-9') ?? ''))).toBe(3);
    expect(broken(lines.toSpliced(1, 1))).toBe(2);
    expect(broken(lines.with(1, lines[2] ?? '').with(2, lines[1] ?? ''))).toBe(2);
  });

  it('shows a record cut short at any byte, and goes on after it', async () => {
    await write(2);
    const whole = await readFile(path, 'utf8');
    const firstLength = whole.indexOf('\n') + 1;
    for (const cut of [firstLength + 1, whole.length - 20, whole.length - 1]) {
      expect(findBreak(whole.slice(0, cut))).toBe(2);
    }
    await writeFile(path, whole.slice(0, whole.length - 20));
    await write(1);
    expect((await readFile(path, 'utf8')).trimEnd().split('\n')).toHaveLength(3);
  });
});
