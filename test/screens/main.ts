import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { appearanceOf, appearancePolicySchema } from '../../main/core/appearance.ts';
import type { Language } from '../../main/core/language.ts';
import { showToCamera } from '../support/journey.ts';
import { ROOT } from '../support/setup-manifest.ts';
import { findViolations } from './axe.ts';
import { showCustomerLooks } from './customer.ts';
import { settledFaults } from './layout.ts';
import { allLooks, looksInWords, type Look } from './looks.ts';
import { applySetting, PRINTED, settingName, SETTINGS } from './matrix.ts';
import { printOf, type Print } from './print.ts';
import { drawnBy, openPrints, pageName, writePrints, type PrintBook } from './prints.ts';
import { marked } from './pseudo-words.ts';
import { buildPseudoPage, findPlainTexts, OPEN } from './pseudo.ts';
import { openStage, PAGE_URL, type Stage } from './stage.ts';
import { takeStill } from './still.ts';
import { isSteady, walkHeld } from './walk-prints.ts';

/**
 * `npm run screens [folder] [names]`: a picture of every screen in every setting, and what is wrong with it.
 * `npm run screens -- --prints`: renews what the pictures are compared with.
 */

/** Long enough for a camera to show its first picture and the engine its first hint, ms. */
const CAMERA_MS = 1800;
const OTHER_MS = 120;

const renews = process.argv.includes('--prints');
const [outDir = join(ROOT, 'out/screens'), names = '.'] = process.argv
  .slice(2)
  .filter((arg) => !arg.startsWith('-'));
const only = new RegExp(names);
const pageDir = join(ROOT, 'out/renderer');
const shownFile = join(tmpdir(), `kiosk-screens-${process.pid}.mjpeg`);
const pseudoDir = join(tmpdir(), `kiosk-pseudo-${process.pid}`);
const count = { pictures: 0, violations: 0, layout: 0, plain: 0, changed: 0 };

await showToCamera(shownFile, 'face');
try {
  if (renews) await renewPrints();
  else await photographAll();
} finally {
  await rm(shownFile, { force: true });
  await rm(pseudoDir, { recursive: true, force: true });
}

async function photographAll(): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  for (const language of ['vi', 'en'] as const) {
    await onStage(pageDir, language, language);
    if (['consent-signature', 'bank-idle'].some((name) => only.test(name))) await photographBank(language);
  }
  await buildPseudoPage(pseudoDir);
  await onStage(pseudoDir, 'en', 'pseudo');
  console.log(`${count.pictures} pictures in ${outDir}`);
  console.log(`${count.changed} pictures that are not as their prints`);
  console.log(`${count.layout} layout faults, ${count.plain} texts outside the catalogue`);
  console.log(`${count.violations} axe violations`);
  process.exitCode = count.violations + count.layout + count.plain + count.changed === 0 ? 0 : 1;
}

async function onStage(folder: string, language: Language, label: string): Promise<void> {
  const stage = await openStage({ pageDir: folder, cameraFile: shownFile });
  const book = label === 'pseudo' ? null : openPrints(await drawnBy(stage.app));
  try {
    const looks = label === 'pseudo' ? looksInWords(language, marked) : allLooks(language);
    for (const [name, look] of Object.entries(looks))
      if (only.test(name)) await photograph(stage, look, name, label, book);
    if (only.test('customer')) await photographCustomers(stage, language, label);
    if (book === null) return;
    await walkHeld(stage, language, PRINTED, async (setting, name, png) => {
      if (only.test(name)) count.changed += report('print', await book.compare(language, setting, name, png));
    });
    if (names !== '.') return;
    for (const setting of PRINTED) count.changed += report('print', book.leftOver(language, setting));
  } finally {
    await stage.close();
  }
}

/** A station whose policy has a name and a colour that had to be changed to be read, and asks for a signature. */
async function photographBank(language: Language): Promise<void> {
  const appearance = appearanceOf(
    appearancePolicySchema.parse({ brandName: 'Ngân hàng Mẫu', accentColour: '#ffd200' }),
  );
  const info = { appearance, consentAct: 'signature' } as const;
  const stage = await openStage({ pageDir, cameraFile: shownFile, info });
  const { consent, ...looks } = allLooks(language);
  const takeOne = async (name: string, look: Look | undefined): Promise<void> => {
    if (look === undefined) throw new Error(`no look ${name}`);
    if (only.test(name)) await photograph(stage, look, name, language, null);
  };
  try {
    if (consent === undefined) throw new Error('no look of consent');
    await takeOne('consent-signature', { ...consent, shows: 'signature-pad' });
    await takeOne('consent-typed', { ...consent, press: ['signature-type'], shows: 'signature-typed' });
    for (const name of ['idle', 'review', 'verdict-approved']) await takeOne(`bank-${name}`, looks[name]);
  } finally {
    await stage.close();
  }
}

async function photograph(
  stage: Stage,
  look: Look,
  name: string,
  label: string,
  book: PrintBook | null,
): Promise<void> {
  const { page } = stage;
  await showToCamera(shownFile, look.session.name.startsWith('card') ? 'card' : 'face');
  await stage.show(look);
  await page.waitForTimeout(look.isLive ? CAMERA_MS : OTHER_MS);
  await take(page, name, label, isSteady(name, look.isLive) ? book : null, look.shows);
}

/** The customer's own screen, by the same page server and a page of its own. */
async function photographCustomers({ page }: Stage, language: Language, label: string): Promise<void> {
  await showToCamera(shownFile, 'face');
  await showCustomerLooks(page, language, async (name, isLive) => {
    await page.waitForTimeout(isLive ? CAMERA_MS : OTHER_MS);
    await take(page, name, label, null, null);
  });
  await page.goto(PAGE_URL);
}

async function take(
  page: Page,
  name: string,
  label: string,
  book: PrintBook | null,
  shows: string | null,
): Promise<void> {
  for (const setting of SETTINGS) {
    await applySetting(page, setting);
    const folder = join(outDir, `${label}-${settingName(setting)}`);
    await mkdir(folder, { recursive: true });
    const png = await takeStill(page, shows);
    await writeFile(join(folder, `${name}.png`), png);
    count.pictures += 1;
    const where = `${label} ${settingName(setting)} ${name}`;
    count.layout += report(`layout: ${where}`, await settledFaults(page));
    if (setting.axe && label !== 'pseudo')
      count.violations += report(`axe: ${where}`, await findViolations(page));
    if (book !== null && PRINTED.includes(setting))
      count.changed += report('print', await book.compare(label === 'vi' ? 'vi' : 'en', setting, name, png));
  }
  if (label === 'pseudo') count.plain += report(`plain: ${name}`, await page.evaluate(findPlainTexts, OPEN));
}

/** Every screen that has a print, drawn anew. */
async function renewPrints(): Promise<void> {
  const taken = new Map<string, Map<string, Print>>();
  let drawer = '';
  for (const language of ['vi', 'en'] as const) {
    const stage = await openStage({ pageDir, cameraFile: shownFile });
    const keep = async (setting: (typeof PRINTED)[number], name: string, png: Buffer): Promise<void> => {
      const page = pageName(language, setting);
      taken.set(page, (taken.get(page) ?? new Map<string, Print>()).set(name, await printOf(png)));
      count.pictures += 1;
    };
    try {
      drawer = await drawnBy(stage.app);
      for (const [name, look] of Object.entries(allLooks(language))) {
        if (!isSteady(name, look.isLive) || !only.test(name)) continue;
        await stage.show(look);
        for (const setting of PRINTED) {
          await applySetting(stage.page, setting);
          await keep(setting, name, await takeStill(stage.page, look.shows));
        }
      }
      await walkHeld(stage, language, PRINTED, async (setting, name, png) => {
        if (only.test(name)) await keep(setting, name, png);
      });
    } finally {
      await stage.close();
    }
  }
  await writePrints(drawer, taken, names !== '.');
  console.log(`${count.pictures} prints of pictures drawn by ${drawer}`);
}

function report(kind: string, found: readonly string[]): number {
  for (const line of found) console.log(`${kind}: ${line}`);
  return found.length;
}
