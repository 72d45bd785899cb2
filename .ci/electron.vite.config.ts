import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { faceAssets } from './face-assets.ts';
import { speechAssets } from './speech-assets.ts';
import { BUNDLED } from './app-bundle.ts';
import { notices } from './notices.ts';

const root = resolve(import.meta.dirname, '..');

// The oldest runtime this must work on: Electron 33 (Node 20.18, Chromium 130).
const nodeTarget = 'node20.18';
const pageTarget = 'chrome130';

/** Entry name -> absolute file; one that is not written yet is left out. */
function entries(files: Readonly<Record<string, string>>): Record<string, string> {
  const absolute = Object.entries(files).map(([name, file]) => [name, resolve(root, file)] as const);
  return Object.fromEntries(absolute.filter(([, file]) => existsSync(file)));
}

export default defineConfig({
  // The app itself, main/index.ts: app-bundle.ts.
  main: {
    plugins: [notices()],
    build: {
      outDir: resolve(root, 'out/main'),
      target: nodeTarget,
      sourcemap: true,
      // Hundreds of small files in their packages, of which the program needs some: bundled, a start reads them at once.
      externalizeDeps: { exclude: [...BUNDLED] },
      rollupOptions: {
        input: entries({
          cli: 'main/cli/index.ts', // the command line: plain Node
          'faces-worker': 'main/media/faces-worker.ts', // the face engine: a worker thread of either
        }),
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          // The engine keeps the text of every file it runs. Names stay, so that a report from the field can be read.
          minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  },
  preload: {
    build: {
      outDir: resolve(root, 'out/preload'),
      target: nodeTarget,
      // A sandboxed preload can require nothing but electron, so everything else goes into the one file.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve(root, 'preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react(), faceAssets(), speechAssets()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      minify: true,
      target: pageTarget,
      // The page's content security policy has no data: addresses.
      assetsInlineLimit: 0,
      rollupOptions: {
        input: {
          index: resolve(root, 'renderer/index.html'),
          customer: resolve(root, 'renderer/customer.html'),
        },
        // Apart, so that Vietnamese does not make two bytes of every letter of the program in memory; the staff's apart again.
        output: {
          codeSplitting: {
            groups: [{ name: 'messages', test: /main[\\/]core[\\/]messages[\\/]/, entriesAware: true }],
          },
        },
      },
    },
  },
});
