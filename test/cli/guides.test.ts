import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from '../../main/cli/command-names.ts';
import { isGroup, policySettings, settingAt } from '../../main/core/policy-settings.ts';
import { blocksOf, commandsUnder, FOLLOWED, NOT_RUN, readGuide } from '../support/guide.ts';
import { ROOT } from '../support/setup-manifest.ts';
import { runCli } from './run-cli.ts';

const guides = ['admin-guide', 'support-guide', 'fleet'].map((name) => ({
  name,
  text: readGuide(`${name}.md`),
  vi: readGuide(`${name}.vi.md`),
}));

const shellLines = (text: string): readonly string[] =>
  blocksOf(text, 'sh').flatMap((block) => block.split('\n').map(withoutComment).filter(Boolean));
const withoutComment = (line: string): string => line.replace(/(^|\s+)# .*$/, '').trim();

/** The program's own commands in the guides, in blocks and in running text, each once and as words. */
const commands: readonly (readonly string[])[] = [
  ...new Set(
    guides.flatMap(({ text }) => [
      ...shellLines(text).flatMap((line) => /^liveness-kiosk ([^<>]+)/.exec(line)?.[1]?.trim() ?? []),
      ...[...text.matchAll(/`liveness-kiosk ([^`<]+)`/g)].map((match) => (match[1] ?? '').trim()),
    ]),
  ),
]
  .filter((line) => !line.startsWith('--'))
  .map((line) => (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', '')));

/** doctor starts the engine and waits up to 8 s for the service. */
const DOCTOR_LIMIT_MS = 30_000;

/** What IT and support can't do without. */
const NEEDED = [
  'doctor',
  'policy',
  'precheck',
  'judge',
  'key',
  'stats',
  'supervisor-pin',
  'verify-journal',
  'verify-receipt',
  'fleet',
];

describe('the guides', () => {
  it('name the commands that IT and support need, all of which exist', () => {
    const named = new Set(commands.map(([name]) => name));
    expect(NEEDED.filter((name) => !named.has(name))).toEqual([]);
    expect(NEEDED.filter((name) => !COMMAND_NAMES.includes(name))).toEqual([]);
  });

  it.each(commands.map((words) => [words]))(
    'write the command %j as the program understands it',
    async (words) => {
      // The files and the cluster are the reader's: a missing one is named, and that is as far as this goes.
      const { stderr } = await runCli(words);
      expect(stderr).not.toMatch(/\[usage\]|usage:|There is no command|Usage/);
    },
    DOCTOR_LIMIT_MS,
  );

  it.each(guides)('$name shows shell commands that a shell can read', ({ text }) => {
    const script = blocksOf(text, 'sh').join('\n');
    expect(script.split('\n').length).toBeGreaterThan(6);
    const { status, stderr } = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.each(guides)('$name names only settings that exist', ({ text }) => {
    const groups = new Set(policySettings.map(({ path }) => path.split('.')[0]));
    const named = [...text.matchAll(/`([a-z][A-Za-z]*(?:\.[a-zA-Z]+)+)`/g)]
      .map((match) => match[1] ?? '')
      .filter((path) => groups.has(path.split('.')[0]) && !/\.(json|md|txt)$/.test(path));
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((path) => settingAt(path) === undefined && !isGroup(path))).toEqual([]);
  });

  it('shows JSON that is JSON, and examples that are there', () => {
    for (const { text } of guides)
      for (const block of blocksOf(text, 'json')) expect(JSON.parse(block)).toBeTypeOf('object');
    expect(existsSync(join(ROOT, 'resources/policy/branch.json'))).toBe(true);
    expect(existsSync(join(ROOT, 'resources/kiosk/README.md'))).toBe(true);
  });

  it('has every other command of the admin guide typed on a station by the installation test, or says why not', () => {
    const admin = readGuide('admin-guide.md');
    const followed = new Set<string>(FOLLOWED.flatMap((heading) => commandsUnder(admin, heading)));
    const others = shellLines(admin).filter((line) => !line.startsWith('liveness-kiosk '));
    expect(others.length).toBeGreaterThan(12);
    expect(others.filter((line) => !followed.has(line) && NOT_RUN[line] === undefined)).toEqual([]);
    expect(Object.keys(NOT_RUN).filter((line) => !others.includes(line))).toEqual([]);
  });
});

/** What the same guide in another language has to share: its headings' levels, code, rows of tables and links. */
const skeleton = (text: string): unknown => ({
  headings: [...text.matchAll(/^(#+) /gm)].map((match) => match[1]),
  blocks: [...text.matchAll(/^ *```(\w+)\n([\s\S]*?)```/gm)].map(([, language, body = '']) => [
    language,
    body.split('\n').map(withoutComment),
  ]),
  rows: text.split('\n').filter((line) => line.startsWith('|')).length,
});

/** Names in running text, such as settings and files, each as often as it stands there. */
const namesIn = (text: string): readonly string[] =>
  [...text.replace(/^ *```[\s\S]*?```/gm, '').matchAll(/`([^`\n]+)`/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => !name.endsWith('.vi.md') && !name.endsWith('guide.md'))
    .toSorted();

const translated = [
  ...guides,
  { name: 'kiosk', text: readGuide('../kiosk/README.md'), vi: readGuide('../kiosk/README.vi.md') },
];

describe('the guides in Vietnamese', () => {
  it.each(translated)('$name has the same headings, commands, examples and tables', ({ text, vi }) => {
    expect(skeleton(vi)).toEqual(skeleton(text));
  });

  it.each(translated)('$name names the same settings, files and words of the program', ({ text, vi }) => {
    expect(namesIn(text).length).toBeGreaterThan(5);
    expect(namesIn(vi)).toEqual(namesIn(text));
  });

  it.each(translated)('$name is written in Vietnamese, with its marks', ({ vi }) => {
    const words = vi.replace(/```[\s\S]*?```/g, '').replace(/`[^`]*`/g, '');
    const marked =
      words.match(/[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/gi) ?? [];
    // About one letter in five of Vietnamese prose; in English none.
    expect(marked.length / words.length).toBeGreaterThan(0.12);
  });
});
