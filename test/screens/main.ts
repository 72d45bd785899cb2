import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Language } from '../../main/core/language.ts';
import { showToCamera } from '../support/journey.ts';
import { ROOT } from '../support/setup-manifest.ts';
import { findViolations } from './axe.ts';
import { showCustomerLooks } from './customer.ts';
import { settledFaults } from './layout.ts';
import { allLooks, looksInWords, type Look } from './looks.ts';
import { applySetting, settingName, SETTINGS } from './matrix.ts';
import { marked } from './pseudo-words.ts';
import { buildPseudoPage, findPlainTexts, OPEN } from './pseudo.ts';
import { openStage, type Stage } from './stage.ts';

/** `npm run screens [folder] [names]`: a picture of every screen in every setting, and what is wrong with it. */

/** Long enough for a camera to show its first picture and the engine its first hint, ms. */
const CAMERA_MS = 1800;
const OTHER_MS = 120;

const outDir = process.argv[2] ?? join(ROOT, 'out/screens');
const only = new RegExp(process.argv[3] ?? '.');
const shownFile = join(tmpdir(), `kiosk-screens-${process.pid}.mjpeg`);
const pseudoDir = join(tmpdir(), `kiosk-pseudo-${process.pid}`);
const count = { pictures: 0, violations: 0, layout: 0, plain: 0 };

await rm(outDir, { recursive: true, force: true });
await showToCamera(shownFile, 'face');
try {
  for (const language of ['vi', 'en'] as const) {
    await onStage(join(ROOT, 'out/renderer'), language, language);
    if (only.test('consent-signature')) await photographSigning(join(ROOT, 'out/renderer'), language);
  }
  await buildPseudoPage(pseudoDir);
  await onStage(pseudoDir, 'en', 'pseudo');
} finally {
  await rm(shownFile, { force: true });
  await rm(pseudoDir, { recursive: true, force: true });
}
console.log(`${count.pictures} pictures in ${outDir}`);
console.log(`${count.layout} layout faults, ${count.plain} texts outside the catalogue`);
console.log(`${count.violations} axe violations`);
process.exitCode = count.violations + count.layout + count.plain === 0 ? 0 : 1;

async function onStage(pageDir: string, language: Language, label: string): Promise<void> {
  const stage = await openStage({ pageDir, cameraFile: shownFile });
  try {
    const looks = label === 'pseudo' ? looksInWords(language, marked) : allLooks(language);
    for (const [name, look] of Object.entries(looks))
      if (only.test(name)) await photograph(stage, look, name, label);
    if (label !== 'pseudo' && only.test('customer')) await photographCustomers(stage, language);
  } finally {
    await stage.close();
  }
}

/** The consent screen of a station whose policy asks for a signature. */
async function photographSigning(pageDir: string, language: Language): Promise<void> {
  const stage = await openStage({ pageDir, cameraFile: shownFile, info: { consentAct: 'signature' } });
  const { consent } = allLooks(language);
  try {
    if (consent === undefined) throw new Error('no look of consent');
    await photograph(stage, { ...consent, shows: 'signature-pad' }, 'consent-signature', language);
    const typed = { ...consent, press: ['signature-type'], shows: 'signature-typed' };
    await photograph(stage, typed, 'consent-typed', language);
  } finally {
    await stage.close();
  }
}

async function photograph(stage: Stage, look: Look, name: string, label: string): Promise<void> {
  const { page } = stage;
  await showToCamera(shownFile, look.session.name.startsWith('card') ? 'card' : 'face');
  await stage.show(look);
  await page.waitForTimeout(look.isLive ? CAMERA_MS : OTHER_MS);
  await take(page, name, label, look.shows);
  if (label === 'pseudo') count.plain += report('plain', name, await page.evaluate(findPlainTexts, OPEN));
}

/** The customer's own screen, by the same page server and a page of its own. */
async function photographCustomers({ page }: Stage, language: Language): Promise<void> {
  await showToCamera(shownFile, 'face');
  await showCustomerLooks(page, language, async (name, isLive) => {
    await page.waitForTimeout(isLive ? CAMERA_MS : OTHER_MS);
    await take(page, name, language);
  });
}

async function take(page: Page, name: string, label: string, shows?: string): Promise<void> {
  for (const setting of SETTINGS) {
    await applySetting(page, setting);
    // A part of a long page moves out of sight when the window changes.
    if (shows !== undefined) await page.getByTestId(shows).evaluate((part) => part.scrollIntoView());
    const folder = join(outDir, `${label}-${settingName(setting)}`);
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`), scale: 'css' });
    count.pictures += 1;
    const where = `${label} ${settingName(setting)} ${name}`;
    count.layout += report('layout', where, await settledFaults(page));
    if (setting.axe && label !== 'pseudo')
      count.violations += report('axe', where, await findViolations(page));
  }
}

function report(kind: string, where: string, found: readonly string[]): number {
  for (const line of found) console.log(`${kind}: ${where}: ${line}`);
  return found.length;
}
