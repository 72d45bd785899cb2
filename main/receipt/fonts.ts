import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const fromHere = createRequire(import.meta.url);

const SUBSETS = [
  {
    name: 'vietnamese',
    range:
      'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  },
  {
    name: 'latin-ext',
    range: 'U+0100-02BA,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2C60-2C7F,U+A720-A7FF',
  },
  { name: 'latin', range: 'U+0000-00FF,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215' },
] as const;

/** CSS @font-face rules with the bundled Be Vietnam Pro inlined (regular and bold, full Vietnamese). */
export async function receiptFontFaces(): Promise<string> {
  const faces = SUBSETS.flatMap(({ name, range }) =>
    [400, 700].map((weight) => fontFace(name, weight, range)),
  );
  return (await Promise.all(faces)).join('');
}

async function fontFace(subset: string, weight: number, range: string): Promise<string> {
  const path = fromHere.resolve(
    `@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-${weight}-normal.woff2`,
  );
  const data = (await readFile(path)).toString('base64');
  return `@font-face{font-family:'Be Vietnam Pro';font-weight:${weight};src:url(data:font/woff2;base64,${data}) format('woff2');unicode-range:${range}}`;
}
