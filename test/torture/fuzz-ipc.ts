import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { customerPage } from '../support/customer-page.ts';
import { startDisplays } from '../support/displays.ts';
import { beHostile } from '../support/hostile-page.ts';
import type { HostileReport } from '../support/hostile-script.ts';
import { onScreen, showToCamera } from '../support/journey.ts';
import { type KnownMedia, makeKnownMedia, reachReview } from '../support/known-media.ts';
import { launchKiosk, type RunningKiosk } from '../support/launch-kiosk.ts';
import { mediaLeftBy } from '../support/media-scan.ts';
import { becomeOrdinary, type OrdinaryUser } from '../support/ordinary-user.ts';
import { processTree, sumOf } from '../support/process-tree.ts';
import { openAuditor } from './faults/laws.ts';
import type { FuzzReport } from './fuzz-texts.ts';

/** Most that may have grown after warm-up. */
const MOST = { heapMb: 10, handles: 10, processes: 0, memoryShare: 0.25 } as const;
/** States that nobody reaches without media that main has prechecked. */
const OUT_OF_REACH: ReadonlySet<string> = new Set([
  'sending',
  'verdict',
  'printing',
  'outcomeUnknown',
  'review',
]);
const CUSTOMERS_SHARE = 0.1;
const WARM_UP_SHARE = 0.2;
const REVIEW_SHARE = 0.2;

/**
 * Every channel of the contract from inside both pages of the real app, as a page taken over by somebody: rubbish,
 * spoiled and right inputs in any order and many at once; also while real media wait at the review.
 */
export async function fuzzIpc(count: number, seed: number): Promise<FuzzReport> {
  const user = await becomeOrdinary();
  const displays = await startDisplays();
  const camera = join(tmpdir(), `fuzz-ipc-${process.pid}.mjpeg`);
  try {
    await displays.plug(2);
    await showToCamera(camera, 'desk');
    const policy = join(user.homeDir, 'policy.json');
    await writeFile(
      policy,
      JSON.stringify({ station: { dailyCheck: 'off' }, receipt: { folder: join(user.homeDir, 'receipts') } }),
    );
    const profileDir = await user.makeFolder('profile');
    const kiosk = await launchKiosk({
      user,
      profileDir,
      cameraFile: camera,
      env: displays.env,
      args: ['--practice', `--policy=${policy}`, '--js-flags=--expose-gc'],
    });
    try {
      return await fuzz(kiosk, user, { count, seed });
    } finally {
      await kiosk.close();
    }
  } finally {
    await displays.close();
    await user.end();
    await rm(camera, { force: true });
  }
}

async function fuzz(
  kiosk: RunningKiosk,
  user: OrdinaryUser,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<FuzzReport> {
  const { page, profileDir } = kiosk;
  const media = await makeKnownMedia();
  await onScreen(page, 'idle');
  await closeAdminDoor(page);
  const auditor = openAuditor(profileDir, () => mediaLeftBy(user, media));
  const reports: HostileReport[] = [];
  const wrong: string[] = [];
  const share = (part: number): number => Math.ceil(count * part);
  reports.push(await beHostile(page, { seed, count: share(WARM_UP_SHARE) }));
  await backToWelcome(page);
  // The engine that checks media is loaded at the first of them, and stays.
  await reachReview(page, media);
  await backToWelcome(page);
  const before = await weigh(kiosk);
  reports.push(
    await beHostile(page, {
      seed: seed + 1,
      count: share(1 - WARM_UP_SHARE - CUSTOMERS_SHARE - REVIEW_SHARE),
    }),
  );
  reports.push(
    await beHostile(await customerPage(kiosk), {
      seed: seed + 2,
      count: share(CUSTOMERS_SHARE),
      who: 'customer',
    }),
  );
  const reached = reports.flatMap(({ states }) => states).filter((state) => OUT_OF_REACH.has(state));
  wrong.push(...reached.map((state) => `came to ${state}`));
  await backToWelcome(page);
  reports.push(await hostileAtReview(page, media, { seed: seed + 3, count: share(REVIEW_SHARE) }));
  await backToWelcome(page);
  const after = await weigh(kiosk);
  wrong.push(...(await auditor.look({ approvals: 0, calls: {} })), ...grownTooMuch(before, after));
  return summarise(reports, wrong, before, after);
}

/** Real media are held and could be sent: whatever else the page says, they are not. */
async function hostileAtReview(
  page: Page,
  media: KnownMedia,
  wish: { readonly seed: number; readonly count: number },
): Promise<HostileReport> {
  await reachReview(page, media);
  return beHostile(page, { ...wish, withoutSending: true });
}

/** A fresh station lets anybody choose the first PIN, who is then the supervisor: here one came before the page. */
const closeAdminDoor = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    const door = Reflect.get(globalThis, 'kiosk') as { invoke(c: string, i: unknown): Promise<unknown> };
    const pin = Array.from(crypto.getRandomValues(new Uint8Array(11)), (byte) => byte % 10).join('');
    await door.invoke('admin.do', { type: 'choosePin', pin });
    return door.invoke('admin.do', { type: 'lock' });
  });

async function backToWelcome(page: Page): Promise<void> {
  await page.evaluate(() => {
    const door = Reflect.get(globalThis, 'kiosk') as { invoke(c: string, i: unknown): Promise<unknown> };
    return door.invoke('session.intent', { type: 'cancel' });
  });
  await onScreen(page, 'idle');
}

interface Weight {
  readonly memoryMb: number;
  readonly heapMb: number;
  readonly handles: number;
  readonly processes: number;
}

async function weigh({ app, page }: RunningKiosk): Promise<Weight> {
  await page.requestGC();
  const heapMb = await app.evaluate(() => {
    global.gc?.();
    return process.memoryUsage().heapUsed / 1e6;
  });
  const tree = await processTree(app.process().pid ?? 0);
  return {
    memoryMb: sumOf(tree, 'ownMb'),
    heapMb,
    handles: sumOf(tree, 'handles'),
    processes: tree.length,
  };
}

function grownTooMuch(before: Weight, after: Weight): readonly string[] {
  const by = (name: keyof Weight): number => after[name] - before[name];
  return [
    ...(by('heapMb') > MOST.heapMb ? [`main's heap grew by ${by('heapMb').toFixed(1)} MB`] : []),
    ...(by('handles') > MOST.handles ? [`${by('handles')} handles more`] : []),
    ...(by('processes') > MOST.processes ? [`${by('processes')} processes more`] : []),
    ...(by('memoryMb') > before.memoryMb * MOST.memoryShare
      ? [`memory grew by ${by('memoryMb').toFixed(0)} MB`]
      : []),
  ];
}

function summarise(
  reports: readonly HostileReport[],
  wrong: readonly string[],
  before: Weight,
  after: Weight,
): FuzzReport {
  const sum = (of: (report: HostileReport) => number): number =>
    reports.reduce((all, one) => all + of(one), 0);
  const uncloned = sum(({ refusedByBridge }) => refusedByBridge);
  const bad = reports.flatMap(({ internal, hung, malformed }) => [
    ...internal.map((where) => `unforeseen: ${where}`),
    ...hung.map((where) => `hung: ${where}`),
    ...malformed.map((where) => `no answer of ours: ${where}`),
  ]);
  const slowestS = Math.max(...reports.map(({ slowestMs }) => slowestMs)) / 1000;
  const weight = `heap ${before.heapMb.toFixed(1)} to ${after.heapMb.toFixed(1)} MB, handles ${before.handles} to ${after.handles}, processes ${before.processes} to ${after.processes}`;
  return {
    tried: sum(({ asked }) => asked) + uncloned,
    taken: sum(({ codes }) => codes['ok'] ?? 0),
    wrong: [...wrong, ...bad],
    figures: `${uncloned} could not even be cloned, slowest ${slowestS.toFixed(1)} s, ${weight}`,
  };
}
