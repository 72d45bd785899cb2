import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ok } from '../../main/core/result.ts';
import { createFleetDesk, type FleetDesk } from '../../main/fleet/fleet-desk.ts';
import { createStreamer } from '../../main/fleet/streamer.ts';
import { inFolder } from '../journal/sample-journal.ts';
import { fakeStream } from './fake-stream.ts';
import { sampleChain, START_MS, quietStatus } from './sample-chain.ts';

const clock = { now: () => START_MS };

async function deskOver(exportFolder: string, isSupervisor: boolean): Promise<FleetDesk> {
  const link = fakeStream();
  const journal = sampleChain({}, 12);
  const streamer = createStreamer({
    journal,
    chain: journal.chain,
    link,
    clock,
    isBusy: () => false,
    status: quietStatus,
  });
  await streamer.drain(new AbortController().signal);
  await streamer.beat();
  const openReader = () => Promise.resolve(ok(link));
  return createFleetDesk({ openReader, isSupervisor: () => isSupervisor, exportFolder, clock });
}

it('tells a supervisor of the stations, and writes them into a table', () =>
  inFolder(async (folder) => {
    const desk = await deskOver(folder, true);
    const rows = await desk.view(1);
    expect(rows).toMatchObject({ ok: true, value: [{ station: 'counter-1', sessions: 3, standing: 'go' }] });
    const file = await desk.export(30);
    expect(file).toMatchObject({ ok: true, value: { count: 1 } });
    const [name = ''] = await readdir(folder);
    expect(await readFile(join(folder, name), 'utf8')).toContain('counter-1,live,go');
  }));

it('tells nobody else', () =>
  inFolder(async (folder) => {
    const desk = await deskOver(folder, false);
    const refused = { ok: false, failure: { code: 'supervisorNeeded' } };
    expect(await desk.view(1)).toMatchObject(refused);
    expect(await desk.export(1)).toMatchObject(refused);
    expect(await readdir(folder)).toEqual([]);
  }));
