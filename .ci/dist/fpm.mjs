#!/usr/bin/env node
// Stands in for fpm, which electron-builder would download: takes its arguments and calls dpkg-deb or rpmbuild.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const text = /** @type {const} */ ({ type: 'string', default: '' });
const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    s: { type: 'string', short: 's' },
    force: { type: 'boolean' },
    t: { ...text, short: 't' },
    d: { type: 'string', short: 'd', multiple: true, default: [] },
    'deb-recommends': { type: 'string', multiple: true, default: [] },
    'deb-compression': text,
    'deb-priority': text,
    'rpm-compression': text,
    'rpm-rpmbuild-define': text,
    'rpm-summary': text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    category: text,
    license: text,
  },
});

// Beside the result: the same disk, so that the program's files are linked instead of copied.
const stage = mkdtempSync(join(dirname(values.package), '.stage-'));
try {
  layOut(stage);
  if (values.t === 'deb') buildDeb(stage);
  else if (values.t === 'rpm') buildRpm(stage);
  else throw new Error(`there is no target "${values.t}"`);
} finally {
  rmSync(stage, { recursive: true, force: true });
}

/** @param {string} root */
function layOut(root) {
  for (const pair of positionals) {
    const at = pair.lastIndexOf('=');
    const from = pair.slice(0, at);
    const to = join(root, pair.slice(at + 1));
    mkdirSync(dirname(to), { recursive: true });
    if (statSync(from).isDirectory()) execFileSync('cp', ['-al', from.replace(/\/$/, ''), to]);
    else copyFileSync(from, to);
  }
  const program = readdirSync(join(root, 'opt'))[0] ?? '';
  // The sandbox helper works as set-user-id root only; a copy, so that the folder it came from keeps its mode.
  const helper = join(root, 'opt', program, 'chrome-sandbox');
  copyFileSync(helper, `${helper}.own`);
  rmSync(helper);
  cpSync(`${helper}.own`, helper);
  rmSync(`${helper}.own`);
  openToAll(root);
  chmodSync(helper, 0o4755);
  mkdirSync(join(root, 'usr/bin'), { recursive: true });
  symlinkSync(`/opt/${program}/${values.name}`, join(root, 'usr/bin', values.name));
  // Where IT puts the policy.
  mkdirSync(join(root, 'etc/liveness-kiosk'), { recursive: true });
  const shelf = join(root, 'usr/share/doc', values.name);
  mkdirSync(shelf, { recursive: true });
  const repository = join(dirname(fileURLToPath(import.meta.url)), '../..');
  copyFileSync(join(repository, 'LICENSE'), join(shelf, 'copyright'));
  copyFileSync(join(repository, 'CHANGELOG.md'), join(shelf, 'CHANGELOG.md'));
}

/**
 * Folders and files that everybody may read and only root may write, whatever the umask of this build was.
 * @param {string} dir
 */
function openToAll(dir) {
  chmodSync(dir, 0o755);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}

/** @param {string} root */
function buildDeb(root) {
  const sizeKb = Number(execFileSync('du', ['-sk', root], { encoding: 'utf8' }).split('\t')[0]);
  const [synopsis = '', ...more] = values.description.trim().split('\n');
  const control = [
    `Package: ${values.name}`,
    `Version: ${values.version}`,
    `Architecture: ${values.architecture}`,
    `Maintainer: ${values.maintainer}`,
    `Installed-Size: ${sizeKb}`,
    `Depends: ${values.d.join(', ')}`,
    ...(values['deb-recommends'].length > 0 ? [`Recommends: ${values['deb-recommends'].join(', ')}`] : []),
    'Section: utils',
    `Priority: ${values['deb-priority'] || 'optional'}`,
    `Homepage: ${values.url}`,
    `Description: ${synopsis.trim()}`,
    ...more.map((line) => ` ${line.trim() || '.'}`),
    '',
  ];
  mkdirSync(join(root, 'DEBIAN'));
  writeFileSync(join(root, 'DEBIAN/control'), control.join('\n'));
  for (const [script, file] of [
    ['postinst', values['after-install']],
    ['postrm', values['after-remove']],
  ])
    writeFileSync(join(root, 'DEBIAN', script ?? ''), readFileSync(file ?? ''), { mode: 0o755 });
  const level = process.env.LIVENESS_KIOSK_DEB_LEVEL ?? '9';
  run('dpkg-deb', ['--root-owner-group', '-Zzstd', `-z${level}`, '--build', root, values.package]);
}

/** @param {string} root */
function buildRpm(root) {
  const topDir = mkdtempSync(join(dirname(values.package), '.rpm-'));
  const body = (/** @type {string} */ file) => readFileSync(file, 'utf8').replace(/^#!.*\n/, '');
  const spec = [
    `Name: ${values.name}`,
    `Version: ${values.version}`,
    'Release: 1',
    `Summary: ${values['rpm-summary'] || values.name}`,
    `License: ${values.license}`,
    `URL: ${values.url}`,
    'AutoReqProv: no',
    ...values.d.map((need) => `Requires: ${need}`),
    '%global __os_install_post %{nil}',
    '%global debug_package %{nil}',
    `%description\n${values.description.trim()}`,
    `%files\n"/opt/*"\n"/usr/*"\n%dir "/etc/liveness-kiosk"`,
    `%post\n${body(values['after-install'])}`,
    '',
  ];
  try {
    writeFileSync(join(topDir, 'kiosk.spec'), spec.join('\n'));
    const define = (/** @type {string} */ line) => ['--define', line];
    run('rpmbuild', [
      '-bb',
      ...define(`_topdir ${topDir}`),
      ...define('_binary_payload w3.zstdio'),
      '--buildroot',
      root,
      '--noclean',
      join(topDir, 'kiosk.spec'),
    ]);
    const made = execFileSync('find', [join(topDir, 'RPMS'), '-name', '*.rpm'], { encoding: 'utf8' }).trim();
    copyFileSync(made, values.package);
  } finally {
    rmSync(topDir, { recursive: true, force: true });
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
function run(command, args) {
  execFileSync(command, [...args], { stdio: ['ignore', 2, 2] });
}
