import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { faceAssets } from '../../.ci/face-assets.ts';
import { speechAssets } from '../../.ci/speech-assets.ts';
import { ROOT } from '../support/setup-manifest.ts';
import { marked } from './pseudo-words.ts';

/** Builds the page with words nobody speaks in place of both languages. For tests only: no product code knows of it. */
export async function buildPseudoPage(outDir: string): Promise<void> {
  const pseudo = join(ROOT, 'test/screens/pseudo-catalogue.ts');
  await build({
    root: join(ROOT, 'renderer'),
    configFile: false,
    logLevel: 'error',
    plugins: [
      react(),
      faceAssets(),
      speechAssets(),
      {
        name: 'pseudo-catalogue',
        enforce: 'pre',
        resolveId: (source, importer) =>
          /\/messages\/(start-)?catalogue\.ts$/.test(source) && !(importer ?? '').includes('pseudo')
            ? pseudo
            : null,
      },
    ],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome130',
      assetsInlineLimit: 0,
      rollupOptions: {
        input: { index: join(ROOT, 'renderer/index.html'), customer: join(ROOT, 'renderer/customer.html') },
      },
    },
  });
}

/**
 * Runs in the page: every text a person meets that does not come from the catalogue. Names, references and versions
 * are marked `translate="no"`; numbers speak for themselves.
 */
export function findPlainTexts(open: string): readonly string[] {
  const isData = (text: string): boolean => /^[\s\d.,:;/·%×→–−()+-]*(kB|MB)?[\s·]*$/.test(text);
  const isExempt = (element: Element | null): boolean =>
    (element?.closest('[translate="no"]') ?? null) !== null;
  const found: string[] = [];
  const walker = document.createTreeWalker(document.querySelector('#root') ?? document.body, 4);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = (node.textContent ?? '').trim();
    if (text === '' || text.includes(open) || isData(text) || isExempt(node.parentElement)) continue;
    found.push(`text: ${text.slice(0, 80)}`);
  }
  for (const element of document.querySelectorAll('#root *'))
    for (const name of ['aria-label', 'alt', 'title', 'placeholder']) {
      const text = element.getAttribute(name) ?? '';
      if (text !== '' && !text.includes(open) && !isData(text) && !isExempt(element))
        found.push(`${name}: ${text.slice(0, 80)}`);
    }
  return [...new Set(found)];
}

export const OPEN = marked('').charAt(0);
