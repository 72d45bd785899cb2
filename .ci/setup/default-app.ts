/** The package file of the runtime's default app. */
export const defaultAppPackage = `${JSON.stringify({ name: 'electron', type: 'module', main: 'main.js' })}\n`;

/**
 * The runtime from the registry has lost Electron's default app, the part that makes `electron <folder>` work.
 * This is the little of it we need. It is a module that awaits the app, as Electron itself does, so that the
 * app's own code runs before the `ready` event.
 */
export const defaultAppMain = `import { app } from 'electron';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const words = process.argv.slice(1);
const preloads = words.filter((_, index) => isPreloadFlag(words[index - 1]));
const given = words.find((word, index) => !word.startsWith('-') && !isPreloadFlag(words[index - 1]));
preloads.forEach((file) => createRequire(import.meta.url)(resolve(file)));
if (given === undefined) {
  console.error('Usage: electron <app folder or file> [arguments]');
  app.exit(2);
} else {
  await start(resolve(given));
}

function isPreloadFlag(word) {
  return word === '-r' || word === '--require';
}

async function start(path) {
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  const manifestFile = join(isFolder ? path : dirname(path), 'package.json');
  const manifest = existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : {};
  const name = manifest.productName ?? manifest.name;
  if (name) app.setName(name);
  if (manifest.version) app.setVersion(manifest.version);
  app.setDesktopName(manifest.desktopName ?? \`\${name ?? 'electron'}.desktop\`);
  app.setAppPath(isFolder ? path : dirname(path));
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  const main = isFolder ? createRequire(manifestFile).resolve(join(path, manifest.main ?? 'index.js')) : path;
  await import(pathToFileURL(main).href);
}
`;
