import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { readSetup } from '../support/setup-manifest.ts';
import type { Base } from './bases.ts';
import { type CardRecipe, cardRecipes, drawScan, heldOutCardRecipes, plainPictures } from './card-set.ts';
import { cutPortrait } from './cut-portrait.ts';
import { heldOutBases } from './held-out.ts';
import type { Label } from './labels.ts';
import { puppetBases } from './puppet-bases.ts';

/** Each recipe is drawn with so many of the portraits, in turn. */
const PORTRAITS_EACH = 3;

/** Draws the scans that are not there yet and names their labels. */
export async function cardLabels(dir: string): Promise<Label[]> {
  // The precheck's own room lets sharp read JPEG and PNG only; cards are drawn from SVG.
  sharp.unblock({ operation: ['VipsForeignLoad'] });
  const labels = await drawCards(dir);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer'] });
  return labels;
}

async function drawCards(dir: string): Promise<Label[]> {
  const portraits = heldOutBases.filter(({ startS }) => startS === null);
  const labels = [
    ...(await drawAll(dir, cardRecipes, puppetBases, 'scans in view')),
    ...(await drawAll(dir, heldOutCardRecipes, portraits, 'held-out scans')),
  ];
  const [person] = puppetBases;
  if (!person) return labels;
  const portrait = await cutPortrait(pathOf(person.file), person.face, 0);
  const scan = await readFile(join(dir, `card_${person.name}_good.jpg`));
  return [...labels, ...(await plainPictures(dir, portrait, scan))];
}

async function drawAll(
  dir: string,
  recipes: readonly CardRecipe[],
  people: readonly Base[],
  group: string,
): Promise<Label[]> {
  const labels: Label[] = [];
  for (const [r, recipe] of recipes.entries()) {
    for (let k = 0; k < PORTRAITS_EACH; k++) {
      const person = people[(r + k * 3) % people.length];
      if (!person) continue;
      const file = `card_${person.name}_${recipe.name}.jpg`;
      labels.push({ file, codes: recipe.codes, kind: 'card', rule: recipe.rule ?? null, group });
      if (existsSync(join(dir, file))) continue;
      const portrait = await cutPortrait(pathOf(person.file), person.face, person.rollDeg ?? 0);
      await writeFile(join(dir, file), await drawScan(recipe, portrait));
    }
  }
  return labels;
}

function pathOf(file: string): string {
  return join(readSetup().fixturesDir, file);
}
