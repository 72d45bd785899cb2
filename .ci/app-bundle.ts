import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import packageJson from '../package.json' with { type: 'json' };

const root = resolve(import.meta.dirname, '..');
const outDir = join(root, 'out/main');

/** Packages of hundreds of small files of which the program needs some: bundled, a start reads them at once. */
export const BUNDLED: readonly string[] = ['zod', 'd3-scale', 'd3-shape'];

const OWN_URL = 'const __url=require("node:url").pathToFileURL(__filename).href;';

/** zod's own texts in forty languages, of which it uses one: 300 kB that no tree-shaking leaves out here. */
const oneLanguage: Plugin = {
  name: 'one-language',
  setup(bundle) {
    bundle.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

const shared: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  // The oldest runtime this must work on: Electron 33 (Node 20.18).
  target: 'node20.18',
  external: ['electron', ...Object.keys(packageJson.dependencies).filter((name) => !BUNDLED.includes(name))],
  define: {
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
    'import.meta.url': '__url',
  },
  // Names stay, so that a report from the field can be read.
  minifyWhitespace: true,
  sourcemap: true,
  plugins: [oneLanguage],
  logLevel: 'warning',
};

/**
 * Electron's main process in `out/main/`: index.cjs, which is little, and all the rest as one script, app.cjs, whose
 * parts are run when they are first asked for. One script, because V8 can keep all it compiled of one (code-cache.ts).
 */
export async function bundleApp(): Promise<void> {
  const module = { js: `"use strict";${OWN_URL}` };
  for (const [name, file] of [
    ['index', 'main/index.ts'],
    ['app-start', 'main/app-start.ts'],
  ] as const)
    await build({
      ...shared,
      entryPoints: [join(root, file)],
      outfile: join(outDir, `${name}.cjs`),
      banner: module,
    });
  const outfile = join(outDir, 'app.cjs');
  await build({
    ...shared,
    entryPoints: [join(root, 'main/app-open.ts')],
    outfile,
    banner: { js: `(function(require,__filename,__dirname){${module.js}` },
    footer: { js: '})' },
  });
  // It is read as Latin-1, which takes half the memory of what other letters need.
  if (/[^\0-\x7f]/.test(readFileSync(outfile, 'utf8'))) throw new Error('app.cjs is not ASCII alone');
}
