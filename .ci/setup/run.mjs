// The one door to every command: `node .ci/setup/run.mjs <verb> [arguments]`.
// Plain JavaScript without dependencies, because it runs before node_modules exists.
// Everything it says goes to stderr: stdout belongs to the command.
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const STATE_DIR = join(ROOT, 'node_modules/.cache/liveness-kiosk');
const CLI_FILE = join(ROOT, 'out/main/cli.js');
const OLDEST_NODE = [20, 19];
const BUILD_INPUTS = [
  'main',
  'preload',
  'renderer',
  'resources',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  '.ci/app-bundle.ts',
  '.ci/electron.vite.config.ts',
  '.ci/face-assets.ts',
  '.ci/notices.ts',
];

// Not awaited: main.ts imports this file, and each would wait for the other.
if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) void main();

async function main() {
  const [verb = 'help', ...args] = process.argv.slice(2);
  refuseOldNode();
  await installPackages();
  if (verb === 'kiosk' && isKioskReady()) return runKiosk(args);
  const { register } = await import('tsx/esm/api');
  register();
  const { runVerb } = await import('./main.ts');
  process.exitCode = await runVerb(verb, args);
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(
    `This needs Node ${OLDEST_NODE.join('.')} or newer, and this is Node ${process.versions.node}.`,
  );
  console.error('Install a current Node (https://nodejs.org) and run the command again.');
  process.exit(1);
}

/** Makes node_modules match package-lock.json; says nothing and costs one small read when it already does. */
async function installPackages() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  const wanted = createHash('sha256').update(lock).digest('hex');
  const stampFile = join(STATE_DIR, 'installed');
  if (readText(stampFile) === wanted) return;
  if (!matchesInstalled(lock, readText(join(ROOT, 'node_modules/.package-lock.json')))) await npmCi();
  mkdirSync(STATE_DIR, { recursive: true });
  writeFileSync(stampFile, wanted);
}

/**
 * Whether npm's own record of node_modules says what the lock file says (then a hand-run `npm install` counts).
 * @param {string} lock
 * @param {string} installed
 */
export function matchesInstalled(lock, installed) {
  if (installed === '') return false;
  const have = JSON.parse(installed).packages;
  return Object.entries(JSON.parse(lock).packages).every(([path, entry]) => {
    if (path === '') return true;
    const found = have[path];
    if (!found) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

async function npmCi() {
  const startedMs = Date.now();
  console.error('packages: npm ci');
  const { command, prefix, shell } = npmCommand();
  const args = [...prefix, 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2], shell });
  const code = await new Promise((done) =>
    child.on('error', () => done(1)).on('exit', (value) => done(value ?? 1)),
  );
  if (code !== 0) {
    console.error('packages: npm ci failed; the reason stands above.');
    process.exit(1);
  }
  console.error(`packages: installed in ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
}

/** How to call the npm that belongs to this Node: the one that called us, else the one on the path. */
export function npmCommand() {
  const caller = process.env.npm_execpath ?? '';
  if (/npm-cli\.c?js$/.test(caller) && existsSync(caller)) {
    return { command: process.execPath, prefix: [caller], shell: false };
  }
  return { command: 'npm', prefix: [], shell: process.platform === 'win32' };
}

/** A fingerprint of everything the build reads: path, size and time of every file. */
export function buildFingerprint(root = ROOT) {
  const hash = createHash('sha256');
  for (const input of BUILD_INPUTS) addToHash(hash, join(root, input), input);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 * @param {string} name
 */
function addToHash(hash, path, name) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isDirectory()) {
    for (const child of readdirSync(path).toSorted()) addToHash(hash, join(path, child), `${name}/${child}`);
  } else {
    hash.update(`${name}\0${stat.size}\0${stat.mtimeMs}\n`);
  }
}

/** The command line can start without any set-up when the build it was prepared with is still current. */
function isKioskReady() {
  const ready = readText(join(STATE_DIR, 'kiosk-ready'));
  return ready !== '' && existsSync(CLI_FILE) && ready === buildFingerprint();
}

/**
 * Runs the built command line inside this process, as if it had been called directly.
 * @param {readonly string[]} args
 */
export async function runKiosk(args) {
  process.argv = [process.execPath, CLI_FILE, ...args];
  await import(pathToFileURL(CLI_FILE).href);
}

/** @param {string} file */
function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
