import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stateNames } from '../../main/core/session-shape.ts';
import { onScreen, press, showToCamera } from './journey.ts';
import { armKill, walkToDeath } from './kill-in.ts';
import type { KillRow } from './kill-table.ts';
import { type KnownMedia, makeKnownMedia } from './known-media.ts';
import { launchKiosk, type RunningKiosk } from './launch-kiosk.ts';
import { mediaLeftBy, processesOf, proveSearch } from './media-scan.ts';
import { becomeOrdinary, type OrdinaryUser } from './ordinary-user.ts';
import { readTruth, untruths } from './station-truth.ts';

/** One station of an ordinary user, in the sandbox, that is killed and started again. */
export interface KillBench {
  /** Kills it so and starts it again; the answer is what is not as it must be, a line each. */
  kill(row: KillRow): Promise<readonly string[]>;
  end(): Promise<void>;
}

/** Children of a program that was killed end when they notice. */
const CHILDREN_MS = 5000;

/** Rows may then be killed in this order: each start shows what the kill before it left, and serves the next. */
export async function openKillBench(rows: readonly KillRow[]): Promise<KillBench> {
  const user = await becomeOrdinary();
  const profileDir = await user.makeFolder('profile');
  const camera = join(tmpdir(), `kiosk-kill-camera-${process.pid}.mjpeg`);
  const media = await makeKnownMedia();
  proveSearch(media);
  let kiosk: RunningKiosk | null = null;

  const start = async (row: KillRow | undefined): Promise<RunningKiosk> => {
    await showToCamera(camera, row?.shows ?? 'desk');
    const args = [
      '--practice',
      ...(row?.scenario === undefined ? [] : [`--practice-scenario=${row.scenario}`]),
    ];
    return launchKiosk({ user, profileDir, cameraFile: camera, args });
  };
  const kill = async (row: KillRow): Promise<readonly string[]> => {
    const killed = kiosk ?? (await start(row));
    await onScreen(killed.page, 'idle');
    const sessionsBefore = kiosk === null ? 0 : await countSessions(profileDir);
    if (row.state !== 'idle') await armKill(killed.app, row.state, row.afterMs);
    await walkToDeath(killed.app, () => row.walk({ ...killed, media }).then(() => undefined));
    kiosk = null;
    const wrong = [...(await leftBy(user, media, 'after the kill'))];
    // As if the kills lay ten minutes apart: a row of them in less puts the station out of service, and rightly so.
    await rm(join(profileDir, 'starts.json'), { force: true });
    kiosk = await start(rows[rows.indexOf(row) + 1]);
    await onScreen(kiosk.page, 'idle');
    wrong.push(...(await leftBy(user, media, 'after the next start', kiosk)));
    wrong.push(...(await checkTold(kiosk, row)));
    wrong.push(...(await checkTruth(profileDir, row, sessionsBefore)));
    return wrong;
  };
  return {
    kill,
    async end() {
      await kiosk?.close();
      await user.end();
      await rm(camera, { force: true });
    },
  };
}

async function leftBy(
  user: OrdinaryUser,
  media: KnownMedia,
  when: string,
  running: RunningKiosk | null = null,
): Promise<readonly string[]> {
  const found = (await mediaLeftBy(user, media)).map((file) => `media in ${file} ${when}`);
  if (running !== null) return found;
  const untilMs = Date.now() + CHILDREN_MS;
  while ((await processesOf(user)).length > 0 && Date.now() < untilMs) await pause(100);
  return [...found, ...(await processesOf(user)).map((line) => `still running ${when}: ${line}`)];
}

/** A call whose outcome nobody knows is named at welcome, and read by a person before the next row. */
async function checkTold({ page }: RunningKiosk, row: KillRow): Promise<readonly string[]> {
  const isTold = (await page.getByTestId('unresolved').count()) > 0;
  if (isTold) {
    await press(page, 'acknowledge');
    await page.getByTestId('unresolved').waitFor({ state: 'detached' });
  }
  return isTold === row.isTold ? [] : [`the unknown outcome was ${isTold ? '' : 'not '}told at welcome`];
}

async function countSessions(profileDir: string): Promise<number> {
  const { records } = await readTruth(profileDir);
  return records.filter(({ type }) => type === 'sessionStarted').length;
}

/** What the journal and the ledger say of the session that was killed, and that they agree in everything. */
async function checkTruth(
  profileDir: string,
  row: KillRow,
  sessionsBefore: number,
): Promise<readonly string[]> {
  const truth = await readTruth(profileDir);
  const wrong = [...untruths(truth)];
  const started = truth.records.filter(({ type }) => type === 'sessionStarted');
  const wanted = sessionsBefore + (row.state === 'idle' ? 0 : 1);
  if (started.length !== wanted) wrong.push(`${started.length} sessions in the journal, not ${wanted}`);
  const reference = started.at(-1)?.sessionId;
  if (row.state === 'idle' || reference === undefined) return wrong;
  const last = truth.records.findLast(({ sessionId }) => sessionId === reference);
  if (last?.type !== 'interrupted') return [...wrong, `the journal ends with ${last?.type ?? 'nothing'}`];
  if (last.facts.sendWasOpen !== row.sendWasOpen)
    wrong.push(`the journal says that sending was ${last.facts.sendWasOpen ? 'open' : 'not open'}`);
  const calls = truth.calls.filter((call) => call.reference === reference).length;
  if (calls !== row.calls) wrong.push(`${calls} calls, not ${row.calls}`);
  return wrong;
}

/** States that no row of a table kills in. */
export const statesWithout = (rows: readonly KillRow[]): readonly string[] =>
  stateNames.filter((name) => !rows.some(({ state }) => state === name));
