import { mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Language } from '../../main/core/language.ts';
import type { Session } from '../../main/core/session-shape.ts';
import { sampleInfo, sampleSessions } from '../renderer/sample-sessions.ts';
import { showToCamera } from '../support/journey.ts';
import { readSetup, ROOT } from '../support/setup-manifest.ts';
import { findViolations } from './axe.ts';
import { openStage, type Stage } from './stage.ts';

/** `npm run screens [folder]`: a picture of every screen, and what axe finds on it. */

interface Setting {
  readonly language: Language;
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
  /** Sizes differ in layout only; names, roles and colours are judged once for each language and theme. */
  readonly axe: boolean;
}

const SETTINGS: readonly Setting[] = [
  { language: 'vi', theme: 'light', width: 1280, height: 800, axe: true },
  { language: 'en', theme: 'light', width: 1280, height: 800, axe: true },
  { language: 'vi', theme: 'dark', width: 1280, height: 800, axe: true },
  { language: 'en', theme: 'dark', width: 1280, height: 800, axe: true },
  { language: 'vi', theme: 'light', width: 1024, height: 768, axe: false },
  { language: 'vi', theme: 'light', width: 1080, height: 1920, axe: false },
  { language: 'vi', theme: 'light', width: 3840, height: 2160, axe: false },
];

/** Long enough for a camera to show its first picture and the engine its first hint, ms. */
const CAMERA_MS = 1800;
const OTHER_MS = 120;

const outDir = process.argv[2] ?? join(ROOT, 'out/screens');
const shownFile = join(tmpdir(), `kiosk-screens-${process.pid}.mjpeg`);
let pictures = 0;
let violations = 0;

await mkdir(outDir, { recursive: true });
await showToCamera(shownFile, 'face');
const portraitFile = join(readSetup().fixturesDir, 'material-kit-2.0.4/assets/img/faces/marc.jpg');
const opened = await openStage({
  fake: {
    info: sampleInfo('practice'),
    session: idleOf('vi'),
    portrait: [...(await readFile(portraitFile))],
  },
  pageDir: join(ROOT, 'out/renderer'),
  cameraFile: shownFile,
});
try {
  for (const setting of SETTINGS) await photographAll(opened, setting);
} finally {
  await opened.close();
  await rm(shownFile, { force: true });
}
console.log(`${pictures} pictures in ${outDir}`);
console.log(`${violations} axe violations`);
process.exitCode = violations === 0 ? 0 : 1;

async function photographAll(stage: Stage, setting: Setting): Promise<void> {
  const { page } = stage;
  const { language, theme, width, height } = setting;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: theme });
  const folder = join(outDir, `${language}-${theme}-${width}x${height}`);
  await mkdir(folder, { recursive: true });
  for (const [look, session] of Object.entries(sampleSessions(language, 'practice'))) {
    await stage.show(idleOf(language));
    await showToCamera(shownFile, session.name.startsWith('card') ? 'card' : 'face');
    await stage.show(session);
    await page.waitForTimeout(
      /^(face|card)\.(ready|recording|scanning)/.test(session.name) ? CAMERA_MS : OTHER_MS,
    );
    await page.screenshot({ path: join(folder, `${look}.png`) });
    pictures += 1;
    if (setting.axe) await judge(page, `${language} ${theme} ${look}`);
  }
}

async function judge(page: Page, where: string): Promise<void> {
  const found = await findViolations(page);
  violations += found.length;
  for (const line of found) console.log(`axe: ${where}: ${line}`);
}

function idleOf(language: Language): Session {
  const { idle } = sampleSessions(language, 'practice');
  if (idle === undefined) throw new Error('no sample for idle');
  return idle;
}
