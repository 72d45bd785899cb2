import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { remuxToMp4 } from '../../main/media/remux.ts';
import { checkSampleTables } from '../../main/media/sample-tables.ts';
import { clipFile } from './clips.ts';
import { mutate } from './mutate.ts';

const clip = async (): Promise<Uint8Array> => new Uint8Array(readFileSync(await clipFile('short')));
const signal = new AbortController().signal;

test('a table that claims 2.6 billion entries is refused at once, not read for minutes', async () => {
  const startedMs = performance.now();
  const answer = await remuxToMp4(mutate(await clip(), 221), signal);
  expect(answer).toMatchObject({ ok: false, failure: { code: 'inputNotVideo' } });
  expect(performance.now() - startedMs).toBeLessThan(1_000);
});

test('one run that stands for four billion samples is refused, the same file unharmed is copied', async () => {
  const good = await clip();
  expect(await remuxToMp4(good, signal)).toMatchObject({ ok: true });
  const name = Buffer.from(good).indexOf('stts');
  expect(name).toBeGreaterThan(0);
  new DataView(good.buffer).setUint32(name + 12, 0xfffffff0);
  expect(await remuxToMp4(good, signal)).toMatchObject({ ok: false, failure: { code: 'inputNotVideo' } });
});

test('what is no MP4 at all has no tables to be wrong', () => {
  expect(checkSampleTables(new Uint8Array(64), 10)).toMatchObject({ ok: true });
  expect(checkSampleTables(new TextEncoder().encode('not a film at all, only words'), 10)).toMatchObject({
    ok: true,
  });
});
