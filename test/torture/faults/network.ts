import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { FailureCode } from '../../../main/core/failure.ts';
import { catalogues } from '../../../main/core/messages/catalogue.ts';
import { runAppCommand } from '../../support/app-command.ts';
import { onScreen, press, showToCamera } from '../../support/journey.ts';
import { startKeyring } from '../../support/keyring.ts';
import { makeKnownMedia, reachReview } from '../../support/known-media.ts';
import { launchKiosk } from '../../support/launch-kiosk.ts';
import { type Cut, type LiveLine, openLiveLine } from '../../support/live-line.ts';
import { mediaLeftBy, proveSearch } from '../../support/media-scan.ts';
import { becomeOrdinary, type OrdinaryUser } from '../../support/ordinary-user.ts';
import { type FaultLine, leaveBy, openAuditor, playFault, says } from './laws.ts';

interface CutRow {
  readonly cut: Exclude<Cut, 'none'>;
  readonly name: string;
  /** Requests of which the service got a part of the body. */
  readonly requests: 0 | 1;
}

const ROWS: readonly CutRow[] = [
  { cut: 'atConnect', name: 'cut at connect', requests: 0 },
  { cut: 'inHandshake', name: 'cut in the TLS handshake', requests: 0 },
  { cut: 'midUpload', name: 'reset in mid-upload', requests: 1 },
  { cut: 'silentUpload', name: 'silent in mid-upload', requests: 1 },
  { cut: 'beforeAnswer', name: 'cut after the upload, before the answer', requests: 1 },
  { cut: 'silentAnswer', name: 'silent after the upload', requests: 1 },
  { cut: 'midAnswer', name: 'cut in mid-answer', requests: 1 },
];

/** The live app with a key in a real keyring, TLS to a service of its own, and a line that is cut at every stage. */
export async function cutNetwork(): Promise<readonly FaultLine[]> {
  const user = await becomeOrdinary();
  const keyring = await startKeyring(user);
  const line = await openLiveLine();
  const camera = join(tmpdir(), `faults-network-${process.pid}.mjpeg`);
  try {
    const profileDir = await user.makeFolder('profile');
    await showToCamera(camera, 'desk');
    const { env } = keyring;
    const key = { args: ['key', 'set'], user, profileDir, env, input: 'a-service-key-of-no-use-0123' };
    const set = await runAppCommand(key);
    if (set.status !== 0) throw new Error(`no key: ${set.stderr}`);
    const policy = await writePolicy(user, line);
    const kiosk = await launchKiosk({
      user,
      profileDir,
      cameraFile: camera,
      env,
      args: [`--policy=${policy}`],
    });
    try {
      return await cutAll(kiosk.page, { user, line, profileDir });
    } finally {
      await kiosk.close();
    }
  } finally {
    await line.close();
    await keyring.end();
    await user.end();
    await rm(camera, { force: true });
  }
}

async function writePolicy(user: OrdinaryUser, line: LiveLine): Promise<string> {
  const caBundlePath = join(user.homeDir, 'ca.pem');
  await writeFile(caBundlePath, line.caPem);
  const path = join(user.homeDir, 'policy.json');
  const timeouts = { connectTimeoutMs: 4000, stallTimeoutMs: 2000, answerTimeoutMs: 3000 };
  const service = { baseUrl: line.baseUrl, caBundlePath, ...timeouts };
  await writeFile(path, JSON.stringify({ service, station: { dailyCheck: 'off' } }));
  return path;
}

interface Wired {
  readonly user: OrdinaryUser;
  readonly line: LiveLine;
  readonly profileDir: string;
}

async function cutAll(page: Page, { user, line, profileDir }: Wired): Promise<readonly FaultLine[]> {
  const media = await makeKnownMedia();
  proveSearch(media);
  const auditor = openAuditor(profileDir, () => mediaLeftBy(user, media), 'live');
  const calls: Record<string, number> = {};
  let requests = 0;
  const audit = async (approvals: number): Promise<readonly string[]> => [
    ...(await auditor.look({ approvals, calls })),
    ...(line.requests() === requests ? [] : [`${line.requests()} requests at the service, not ${requests}`]),
  ];
  const lines: FaultLine[] = [];
  for (const row of ROWS)
    lines.push(
      await playFault(
        row.name,
        () => page,
        async () => {
          await reachReview(page, media);
          line.cut = row.cut;
          const before = line.connections();
          await press(page, 'submit');
          const end = row.requests === 0 ? 'notSent' : 'unknown';
          calls[end] = (calls[end] ?? 0) + 1;
          requests += row.requests;
          const happened = await (row.requests === 0 ? toldUnsent(page) : toldUnknown(page));
          return {
            happened: `${happened}; ${line.connections() - before} connections`,
            wrong: await audit(0),
          };
        },
      ),
    );
  lines.push(
    await playFault(
      'mended: a good answer on the same line',
      () => page,
      async () => {
        line.cut = 'none';
        await reachReview(page, media);
        await press(page, 'submit');
        await page.getByTestId('outcome-approved').waitFor({ timeout: 30_000 });
        await leaveBy(page, 'finish');
        calls['answered'] = 1;
        requests += 1;
        return { happened: 'approved', wrong: await audit(1) };
      },
    ),
  );
  return lines;
}

const failures: Readonly<Record<FailureCode, string>> = catalogues.vi.failures;

/** Nothing left: back at the review with the reason, and the teller stops there. */
async function toldUnsent(page: Page): Promise<string> {
  await says(page, failures.serviceUnreachable);
  await onScreen(page, 'review');
  await leaveBy(page, 'cancel');
  return 'back to the review: nothing was sent';
}

/** A person is told that nobody knows, now and at welcome, and reads it. */
async function toldUnknown(page: Page): Promise<string> {
  await onScreen(page, 'outcomeUnknown');
  await says(page, catalogues.vi.screens.outcomeUnknown.lead);
  await leaveBy(page, 'finish');
  await page.getByTestId('unresolved').waitFor({ timeout: 5000 });
  await press(page, 'acknowledge');
  await page.getByTestId('unresolved').waitFor({ state: 'detached' });
  return 'outcome unknown, told at welcome too';
}
