import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { ElectronApplication } from 'playwright';
import type { Language } from '../../main/core/language.ts';
import { ROOT } from '../support/setup-manifest.ts';
import { writeChangedPicture } from './changed-picture.ts';
import { settingName, type Setting } from './matrix.ts';
import { differenceOf, packPrint, printOf, TOLERANCE, unpackPrint, type Print } from './print.ts';

export const PRINTS_DIR = join(ROOT, 'test/screens/prints');

/** Where a picture that is not as its print is laid beside what the print remembers. */
const CHANGED_DIR = join(ROOT, 'out/screens-changed');

/** Letters are drawn a little otherwise by another system or browser: up to 20 of 255 in a cell where we tried. */
const TOLERANCE_ELSEWHERE = 40;

/** One page of prints: a language in a setting. */
interface PrintPage {
  readonly drawnBy: string;
  readonly prints: ReadonlyMap<string, Print>;
}

/** Compares pictures with the committed prints; one line for each that has changed, empty where all is as it was. */
export interface PrintBook {
  compare(language: Language, setting: Setting, name: string, png: Buffer): Promise<readonly string[]>;
  /** Prints of screens that are no more. */
  leftOver(language: Language, setting: Setting): readonly string[];
}

/** What drew the pictures: the browser's version and the system decide how letters look. */
export const drawnBy = (app: ElectronApplication): Promise<string> =>
  app.evaluate(() => `chromium ${process.versions['chrome']?.split('.')[0]} ${process.platform}`);

export function openPrints(here: string, dir = PRINTS_DIR, changedDir = CHANGED_DIR): PrintBook {
  const pages = new Map<string, PrintPage>();
  const met = new Set<string>();
  const pageOf = (page: string): PrintPage => {
    const read = pages.get(page) ?? readPage(join(dir, `${page}.txt`));
    pages.set(page, read);
    return read;
  };
  return {
    async compare(language, setting, name, png) {
      const page = pageName(language, setting);
      const { drawnBy: there, prints } = pageOf(page);
      met.add(`${page} ${name}`);
      const wanted = prints.get(name);
      if (wanted === undefined) return [`${page} ${name}: has no print; ${RENEW}`];
      const tolerance = there === here ? TOLERANCE : TOLERANCE_ELSEWHERE;
      const found = differenceOf(wanted, await printOf(png), tolerance);
      if (found === null) return [];
      const { changed, most, left, right, top, bottom } = found;
      const file = join(changedDir, `${page}-${name}.png`);
      await writeChangedPicture(file, wanted, png, found);
      const x = `${Math.round(left * setting.width)} to ${Math.round(right * setting.width)}`;
      const y = `${Math.round(top * setting.height)} to ${Math.round(bottom * setting.height)}`;
      return [
        `${page} ${name}: ${changed.length} cells have changed, most by ${most} of 255: x ${x}, y ${y} px; seen in ${relative(ROOT, file)}; if it is meant, ${RENEW}`,
      ];
    },
    leftOver(language, setting) {
      const page = pageName(language, setting);
      return [...pageOf(page).prints.keys()]
        .filter((name) => !met.has(`${page} ${name}`))
        .map((name) => `${page} ${name}: has a print and is no screen; ${RENEW}`);
    },
  };
}

const RENEW = 'renew the prints by `npm run screens -- --prints`';

/** Writes the prints anew, a file for each language and setting; `keepOthers` leaves those of other screens. */
export async function writePrints(
  here: string,
  taken: ReadonlyMap<string, ReadonlyMap<string, Print>>,
  keepOthers: boolean,
  dir = PRINTS_DIR,
): Promise<void> {
  if (!keepOthers) await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  for (const [page, fresh] of taken) {
    const prints = new Map([...readPage(join(dir, `${page}.txt`)).prints, ...fresh]);
    const lines = [...prints].map(([name, print]) => `${name} ${packPrint(print)}`).toSorted();
    await writeFile(join(dir, `${page}.txt`), `${[here, ...lines].join('\n')}\n`);
  }
}

export const pageName = (language: Language, setting: Setting): string =>
  `${language}-${settingName(setting)}`;

function readPage(file: string): PrintPage {
  if (!existsSync(file)) return { drawnBy: '', prints: new Map() };
  const [drawer = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const prints = lines.map((line) => {
    const end = line.indexOf(' ');
    return [line.slice(0, end), unpackPrint(line.slice(end + 1))] as const;
  });
  return { drawnBy: drawer, prints: new Map(prints) };
}
