import { rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StateName } from '../../../main/core/session-shape.ts';
import { catalogues } from '../../../main/core/messages/catalogue.ts';
import {
  cameraLive,
  consent,
  onAnyScreen,
  onScreen,
  press,
  pressIfThere,
  showToCamera,
} from '../../support/journey.ts';
import { type KnownMedia, makeKnownMedia, reachCard } from '../../support/known-media.ts';
import { launchKiosk, type RunningKiosk } from '../../support/launch-kiosk.ts';
import { mediaLeftBy, proveSearch } from '../../support/media-scan.ts';
import { becomeOrdinary } from '../../support/ordinary-user.ts';
import { type FaultLine, openAuditor, playFault } from './laws.ts';

interface Taking {
  readonly kiosk: RunningKiosk;
  readonly camera: string;
  readonly media: KnownMedia;
}

interface CameraRow {
  readonly name: string;
  readonly shows: 'desk' | 'faceSmall';
  readonly walk: (taking: Taking) => Promise<unknown>;
  /** Where it may end; a camera's fault costs the customer no try. */
  readonly ends: readonly StateName[];
  /** The camera's own sentence, where the page must have seen that it is gone. */
  readonly isTold: boolean;
}

const away = (camera: string): Promise<void> => rename(camera, `${camera}.away`);

const startRecording = async ({ kiosk: { page } }: Taking): Promise<void> => {
  await consent(page, 'vi');
  await cameraLive(page, 'record');
  await pressIfThere(page, 'record');
  await onScreen(page, 'face.recording');
};

/** What pulling the plug does to Chromium: the process that holds the camera is gone. */
const pullPlug = ({ kiosk: { app } }: Taking): Promise<void> =>
  app.evaluate(({ app: electron }) => {
    const holder = electron.getAppMetrics().find(({ name }) => name?.includes('Video Capture'));
    if (holder === undefined) throw new Error('no process holds the camera');
    process.kill(holder.pid, 'SIGKILL');
  });

const ROWS: readonly CameraRow[] = [
  {
    name: 'camera gone before the face',
    shows: 'desk',
    async walk({ kiosk: { page }, camera }) {
      await away(camera);
      await page.getByTestId('start').click();
      await page.getByTestId('consent-check').check();
      await press(page, 'consent-continue');
    },
    ends: ['retake'],
    isTold: true,
  },
  {
    name: 'camera removed while it records the face',
    shows: 'faceSmall',
    async walk(taking) {
      await startRecording(taking);
      await pullPlug(taking);
    },
    ends: ['retake'],
    isTold: true,
  },
  {
    name: "camera's file emptied while it records the face",
    shows: 'faceSmall',
    async walk(taking) {
      await startRecording(taking);
      await truncate(taking.camera, 0);
      await away(taking.camera);
    },
    ends: ['retake', 'card.ready', 'attendant'],
    isTold: false,
  },
  {
    name: 'camera gone before the card',
    shows: 'desk',
    async walk({ kiosk: { page }, camera, media }) {
      const ready = reachCard(page, media);
      await onScreen(page, 'face.ready');
      await away(camera);
      await ready.catch(() => undefined);
    },
    ends: ['retake'],
    isTold: true,
  },
  {
    name: 'camera removed with the card under it',
    shows: 'desk',
    async walk(taking) {
      await reachCard(taking.kiosk.page, taking.media);
      await cameraLive(taking.kiosk.page, 'scan');
      await pullPlug(taking);
    },
    ends: ['retake'],
    isTold: true,
  },
];

/** The camera is lost before and in the middle of both captures; the session waits for it and a person leaves. */
export async function loseCamera(): Promise<readonly FaultLine[]> {
  const user = await becomeOrdinary();
  const camera = join(tmpdir(), `faults-camera-${process.pid}.mjpeg`);
  const forget = (): Promise<unknown> =>
    Promise.all([camera, `${camera}.away`].map((path) => rm(path, { force: true })));
  try {
    const media = await makeKnownMedia();
    proveSearch(media);
    const profileDir = await user.makeFolder('profile');
    const policy = join(user.homeDir, 'policy.json');
    await writeFile(policy, JSON.stringify({ station: { dailyCheck: 'off' } }));
    await showToCamera(camera, 'desk');
    const args = ['--practice', `--policy=${policy}`];
    const kiosk = await launchKiosk({ user, profileDir, cameraFile: camera, args });
    try {
      const auditor = openAuditor(profileDir, () => mediaLeftBy(user, media));
      const lines: FaultLine[] = [];
      for (const row of ROWS)
        lines.push(
          await playFault(
            row.name,
            () => kiosk.page,
            async () => {
              await onScreen(kiosk.page, 'idle');
              await showToCamera(camera, row.shows);
              await row.walk({ kiosk, camera, media });
              const happened = await told(kiosk, row);
              await forget();
              await showToCamera(camera, 'desk');
              await press(kiosk.page, 'cancel');
              await onScreen(kiosk.page, 'idle');
              return { happened, wrong: await auditor.look({ approvals: 0, calls: {} }) };
            },
          ),
        );
      return lines;
    } finally {
      await kiosk.close();
    }
  } finally {
    await user.end();
    await forget();
  }
}

/** Which state it came to, and in which words the camera's fault is told. */
async function told({ page }: RunningKiosk, { ends, isTold }: CameraRow): Promise<string> {
  const end = await onAnyScreen(page, ends);
  if (!isTold) return end;
  await page.locator('.way-out').waitFor({ timeout: 5000 });
  const title = await page.locator('[data-testid="screen-retake"]').innerText();
  const known = Object.values(catalogues.vi.screens.camera.errors).find(({ wayOut }) =>
    title.includes(wayOut),
  );
  if (known === undefined) throw new Error('no way out in the words of the catalogue');
  return `${end}: ${known.title}`;
}
