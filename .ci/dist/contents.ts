import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { archiveNames, readArchived } from './archive.ts';

// '0' and '1' as they stand in the program's fuse wire.
const OFF = 48;
const ON = 49;

/** How every fuse has to be: electron-builder.yml says the same, and this is what came of it. */
export const FUSES: readonly (readonly [keyof typeof FuseV1Options, number])[] = [
  ['RunAsNode', OFF],
  ['EnableCookieEncryption', ON],
  ['EnableNodeOptionsEnvironmentVariable', OFF],
  ['EnableNodeCliInspectArguments', OFF],
  ['EnableEmbeddedAsarIntegrityValidation', ON],
  ['OnlyLoadAppFromAsar', ON],
  ['LoadBrowserProcessSpecificV8Snapshot', OFF],
  ['GrantFileProtocolExtraPrivileges', OFF],
];

/** Tests, sources, maps, the default app, policies in force: nothing of it belongs into an archive. */
const UNWANTED =
  /\.(map|ts|tsx|test\.js)$|\/(tests?|__tests__|\.stamp)(\/|$)|\/test\.js$|^\/(main|renderer|test|\.ci)\//;
const PRIVATE_KEY = /-----BEGIN (?:RSA |EC |ENCRYPTED )?PRIVATE KEY-----\s*[A-Za-z0-9+/=\s]{64}/;
const TRACES: readonly (readonly [string, RegExp])[] = [
  ['a private key', PRIVATE_KEY],
];
/** The words by which tests find a leak; comments name the test file itself. */
const CANARY = /canary-\w{4}/i;

/** What is wrong with an unpacked program folder; empty when all is as it should be. */
export async function checkProgram(folder: string, version: string): Promise<readonly string[]> {
  const archive = join(folder, 'resources/app.asar');
  return [
    ...(await checkFuses(programIn(folder))),
    ...checkArchive(archive, version),
    ...checkParts(folder),
    ...filesIn(folder).flatMap((path) => checkFile(folder, path)),
  ];
}

/** The program's own file: Linux's name has no space, for the sandbox helper's sake. */
function programIn(folder: string): string {
  const windows = join(folder, 'Liveness Kiosk.exe');
  return existsSync(windows) ? windows : join(folder, 'liveness-kiosk');
}

async function checkFuses(program: string): Promise<readonly string[]> {
  const wire = await getCurrentFuseWire(program);
  return FUSES.filter(([name, wanted]) => wire[FuseV1Options[name]] !== wanted).map(
    ([name]) => `fuse ${name} is not as it should be`,
  );
}

function checkArchive(archive: string, version: string): readonly string[] {
  const names = archiveNames(archive);
  const found = /"version": *"([^"]+)"/.exec(readArchived(archive, '/package.json'))?.[1] ?? 'none';
  const own = names.filter((name) => name.startsWith('/out/') && /\.c?js$/.test(name));
  return [
    ...(names.includes('/out/main/app.cjs') && names.length > 500 ? [] : ['the archive is not whole']),
    ...(names.includes('/out/main/notices.txt') ? [] : ['the archive has no notices']),
    ...names.filter((name) => UNWANTED.test(name)).map((name) => `the archive holds ${name}`),
    ...(found === version ? [] : [`the program inside is ${found}, the package ${version}`]),
    ...own.filter((name) => CANARY.test(readArchived(archive, name))).map((name) => `${name} knows a canary`),
  ];
}

function checkParts(folder: string): readonly string[] {
  const wanted = [
    'sbom.cdx.json',
    'THIRD-PARTY-NOTICES.txt',
    'LICENSE',
    'LICENSES.chromium.html',
    'policy/policy.schema.json',
    'policy/admx/vi-VN/liveness-kiosk.adml',
    'kiosk/README.md',
    'kiosk/README.vi.md',
    'docs/admin-guide.md',
    'docs/admin-guide.vi.md',
    'docs/support-guide.vi.md',
    'docs/fleet.md',
    'resources/build.json',
  ];
  const unwanted = ['resources/app', 'resources/default_app.asar'];
  return [
    ...wanted.filter((name) => !existsSync(join(folder, name))).map((name) => `${name} is missing`),
    ...unwanted.filter((name) => existsSync(join(folder, name))).map((name) => `${name} is there`),
  ];
}

function checkFile(folder: string, path: string): readonly string[] {
  const text = readFileSync(path, 'latin1');
  const name = relative(folder, path);
  return TRACES.filter(([, trace]) => trace.test(text)).map(([what]) => `${name} holds ${what}`);
}

/** Chromium's own binaries and data are left out: hundreds of megabytes that nobody here wrote. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(resources|policy|kiosk)[\\/]/.test(name))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
