import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from '../../main/cli/command-names.ts';
import { isGroup, policySettings, settingAt } from '../../main/core/policy-settings.ts';
import { ROOT } from '../support/setup-manifest.ts';
import { runCli } from './run-cli.ts';

const guides = ['admin-guide.md', 'support-guide.md'].map((name) => ({
  name,
  text: readFileSync(join(ROOT, 'resources/docs', name), 'utf8'),
}));

const blocks = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    (match) => match[1] ?? '',
  );

/** The program's own commands in the guides, in blocks and in running text, each once and as words. */
const commands: readonly (readonly string[])[] = [
  ...new Set(
    guides.flatMap(({ text }) =>
      [...text.matchAll(/^liveness-kiosk ([^\n<]+)|`liveness-kiosk ([^`<]+)`/gm)].map((match) =>
        (match[1] ?? match[2] ?? '').trim(),
      ),
    ),
  ),
].map((line) => (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', '')));

/** doctor starts the engine and waits up to 8 s for the service. */
const DOCTOR_LIMIT_MS = 30_000;

/** What IT and support can't do without. */
const NEEDED = ['doctor', 'policy', 'precheck', 'judge', 'key', 'stats', 'verify-journal', 'verify-receipt'];

describe('the guides', () => {
  it('name the commands that IT and support need, all of which exist', () => {
    const named = new Set(commands.map(([name]) => name));
    expect(NEEDED.filter((name) => !named.has(name))).toEqual([]);
    expect(NEEDED.filter((name) => !COMMAND_NAMES.includes(name))).toEqual([]);
  });

  it.each(commands.map((words) => [words]))(
    'write the command %j as the program understands it',
    async (words) => {
      // The files are the reader's: a missing one is named, and that is as far as this goes.
      const { stderr } = await runCli(words);
      expect(stderr).not.toMatch(/\[usage\]|usage:|There is no command|Usage/);
    },
    DOCTOR_LIMIT_MS,
  );

  it.each(guides)('$name shows shell commands that a shell can read', ({ text }) => {
    const script = blocks(text, 'sh').join('\n');
    expect(script.split('\n').length).toBeGreaterThan(8);
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
      for (const block of blocks(text, 'json')) expect(JSON.parse(block)).toBeTypeOf('object');
    expect(existsSync(join(ROOT, 'resources/policy/branch.json'))).toBe(true);
    expect(existsSync(join(ROOT, 'resources/kiosk/README.md'))).toBe(true);
  });
});
