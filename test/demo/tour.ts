import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { ROOT } from '../support/setup-manifest.ts';

const TOUR_DIR = join(ROOT, 'resources/docs/tour');
/** Screen of the demo -> picture of the README. */
const TOUR = {
  idle: 'welcome',
  'face-recording': 'face',
  'card-ready': 'card',
  review: 'review',
  sending: 'sending',
  verdict: 'verdict',
} as const;

/** Makes the README's pictures anew from those of the demo (`npm run demo -- --tour`). */
export async function makeTour(demoDir: string): Promise<void> {
  await mkdir(TOUR_DIR, { recursive: true });
  const taken = readdirSync(demoDir).toSorted();
  for (const [screen, name] of Object.entries(TOUR)) {
    const file = taken.find((candidate) => candidate.endsWith(`-${screen}.png`));
    if (file === undefined) throw new Error(`the demo left no picture of ${screen}`);
    const small = await sharp(join(demoDir, file)).resize(900).jpeg({ quality: 80 }).toBuffer();
    await writeFile(join(TOUR_DIR, `${name}.jpg`), small);
  }
}
