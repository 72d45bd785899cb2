import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultCameraPolicy } from '../../main/core/camera-policy.ts';
import type { Language } from '../../main/core/language.ts';
import { showToCamera } from '../support/journey.ts';
import { ROOT } from '../support/setup-manifest.ts';
import { showCustomerLooks } from './customer.ts';
import { tabThrough } from './keyboard.ts';
import { looksInWords } from './looks.ts';
import { WALKED } from './matrix.ts';
import { drawnBy, openPrints, type PrintBook } from './prints.ts';
import { marked } from './pseudo-words.ts';
import { buildPseudoPage, findPlainTexts, OPEN } from './pseudo.ts';
import { openStage, PAGE_URL, type Stage } from './stage.ts';
import { faultsOf, walkLanguage, type LanguageWalk } from './walk.ts';

/** What is wrong with every screen, and a stage on which further tests look at single ones. */
export interface AllWalks {
  readonly stage: Stage;
  readonly book: PrintBook;
  readonly screens: Readonly<Record<Language, LanguageWalk>>;
  /** The customer's own screen: a line for each fault. */
  readonly customer: Readonly<Record<Language, readonly string[]>>;
  /** With words two fifths longer: what is cut, and what is said outside the catalogue. */
  readonly pseudo: readonly string[];
  close(): Promise<void>;
}

/** Walks through all screens on two stages at once: one browser alone keeps one processor busy and leaves the other idle. */
export async function walkAll(): Promise<AllWalks> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-walk-'));
  const cameraFile = join(folder, 'camera.mjpeg');
  await showToCamera(cameraFile, 'face');
  const info = { cameras: { ...defaultCameraPolicy, spoken: 'clips' } } as const;
  const pageDir = join(ROOT, 'out/renderer');
  const [stage, second] = await Promise.all([
    openStage({ pageDir, cameraFile, info }),
    openStage({ pageDir, cameraFile, info }),
  ]);
  const close = async (): Promise<void> => {
    await stage.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  try {
    const book = openPrints(await drawnBy(stage.app));
    const [[vi, customer], [en, pseudo]] = await Promise.all([
      walkFirst(stage, book),
      walkSecond(second, book, join(folder, 'pseudo'), cameraFile),
    ]);
    return { stage, book, screens: { vi, en }, customer, pseudo, close };
  } catch (cause) {
    await second.close().catch(() => undefined);
    await close();
    throw cause;
  }
}

async function walkFirst(
  stage: Stage,
  book: PrintBook,
): Promise<readonly [LanguageWalk, AllWalks['customer']]> {
  const vi = await walkLanguage(stage, book, 'vi');
  const customer = { vi: await walkCustomer(stage, 'vi'), en: await walkCustomer(stage, 'en') };
  await stage.page.goto(PAGE_URL);
  return [vi, customer];
}

async function walkSecond(
  stage: Stage,
  book: PrintBook,
  pageDir: string,
  cameraFile: string,
): Promise<readonly [LanguageWalk, readonly string[]]> {
  const en = await walkLanguage(stage, book, 'en');
  await stage.close();
  await buildPseudoPage(pageDir);
  const marking = await openStage({ pageDir, cameraFile });
  try {
    return [en, await walkPseudo(marking)];
  } finally {
    await marking.close();
  }
}

async function walkCustomer(stage: Stage, language: Language): Promise<readonly string[]> {
  const found: string[] = [];
  await showCustomerLooks(stage.page, language, async (name) => {
    found.push(...(await faultsOf(stage, name, WALKED[language])));
    const { missed, unmarked } = await tabThrough(stage.page);
    found.push(...[...missed, ...unmarked].map((stop) => `${name}: ${stop}`));
  });
  return found;
}

async function walkPseudo(stage: Stage): Promise<readonly string[]> {
  const found: string[] = [];
  const look = async (name: string): Promise<void> => {
    found.push(...(await faultsOf(stage, name, WALKED.vi)));
    const plain = await stage.page.evaluate(findPlainTexts, OPEN);
    found.push(...plain.map((line) => `${name}: ${line}`));
  };
  for (const [name, one] of Object.entries(looksInWords('en', marked))) {
    await stage.show(one);
    await look(name);
  }
  await showCustomerLooks(stage.page, 'en', look);
  return found;
}
