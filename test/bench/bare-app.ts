import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const PAGE = `<!doctype html><html lang="en"><title>bare</title><h1>bare</h1>
<script>requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('usable')));</script>`;

const MAIN = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile('index.html'));
app.on('window-all-closed', () => app.quit());`;

/** The least there can be on the same runtime: one window that shows one line. Returns its folder. */
export async function writeBareApp(folder: string): Promise<string> {
  const path = join(folder, 'bare');
  await mkdir(path);
  const files = { 'package.json': '{"name":"bare","version":"1.0.0","main":"main.js"}', 'main.js': MAIN };
  for (const [name, text] of Object.entries({ ...files, 'index.html': PAGE }))
    await writeFile(join(path, name), text);
  return path;
}
