import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { precheckReportSchema } from '../../main/core/precheck-report.ts';
import { clipFile } from '../media/clips.ts';
import { runCli } from './run-cli.ts';

const dir = mkdtempSync(join(tmpdir(), 'precheck-cli-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('usage mistakes end with exit status 2', () => {
  test.each([
    [[]],
    [['precheck']],
    [['precheck', 'a.mp4', 'b.mp4']],
    [['precheck', '--batch', 'x']],
    [['precheck', '--batch', 'x', '--jsonl', '--jobs', '0']],
    [['precheck', 'a.mp4', '--nonsense']],
    [['doctor', '--nonsense']],
    [['dance']],
  ])('%j', async (args) => {
    const { status, stdout, stderr } = await runCli(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).not.toBe('');
  });
});

test(
  'a good clip gives exit status 0 and one JSON report on standard output, nothing else',
  { timeout: 60_000 },
  async () => {
    const { status, stdout, stderr } = await runCli(['precheck', await clipFile('ok'), '--json']);
    expect(status).toBe(0);
    expect(stderr).toBe('');
    const report = precheckReportSchema.parse(JSON.parse(stdout));
    expect(report).toMatchObject({
      schema: 'liveness-kiosk/precheck-report@1',
      predictedCode: '200',
      card: null,
    });
  },
);

test(
  'a refused clip gives exit status 1 and plain words in the chosen language',
  { timeout: 60_000 },
  async () => {
    const path = await clipFile('dark');
    const english = await runCli(['precheck', path]);
    expect(english.status).toBe(1);
    expect(english.stdout).toContain('code 406');
    const vietnamese = await runCli(['precheck', path], { language: 'vi' });
    expect(vietnamese.stdout).toContain('KHÔNG ĐẠT');
  },
);

test(
  'the page stands alone: no outside reference, a timeline, pictures of the violation',
  { timeout: 60_000 },
  async () => {
    const file = join(dir, 'report.html');
    const { status } = await runCli(['precheck', await clipFile('lost'), '--html', file]);
    expect(status).toBe(1);
    const page = readFileSync(file, 'utf8');
    expect(page).toContain('<svg');
    expect(page).toContain('data:image/jpeg;base64,');
    expect(page).not.toMatch(/(?:src|href)="(?!data:)/);
    expect(page).not.toContain('<script');
    expect(page).toContain(basename(await clipFile('lost')));
  },
);

test('a policy file changes limits, and the report shows it', { timeout: 60_000 }, async () => {
  const policy = join(dir, 'policy.json');
  writeFileSync(policy, JSON.stringify({ rules: { 'face.tooSmall': { limit: 0.6 } } }));
  const { status, stdout } = await runCli(['precheck', await clipFile('ok'), '--json', '--policy', policy]);
  expect(status).toBe(1);
  const report = precheckReportSchema.parse(JSON.parse(stdout));
  expect(report).toMatchObject({ predictedCode: '411', overrides: ['face.tooSmall'] });
  expect(report.findings[0]).toMatchObject({ rule: 'face.tooSmall', limit: 0.6, overridden: true });
  const page = join(dir, 'changed.html');
  const html = ['--html', page, '--policy', policy];
  const words = await runCli(['precheck', await clipFile('ok'), ...html]);
  for (const text of [words.stdout, readFileSync(page, 'utf8')])
    expect(text).toContain('changed by policy (documented: 30.0 %, Must change)');
  writeFileSync(policy, '{"rules": {"face.tooSmall": {"limit": "much"}}}');
  expect((await runCli(['precheck', await clipFile('ok'), '--policy', policy])).status).toBe(2);
});

test(
  'a folder gives one line for each file, in the order of names, whatever the number of jobs',
  { timeout: 90_000 },
  async () => {
    const folder = mkdtempSync(join(dir, 'batch-'));
    copyFileSync(await clipFile('short'), join(folder, 'b-short.mp4'));
    copyFileSync(await clipFile('ok'), join(folder, 'a-ok.mp4'));
    writeFileSync(join(folder, 'c-broken.mp4'), 'nothing');
    writeFileSync(join(folder, 'notes.txt'), 'not media');
    const { status, stdout } = await runCli(['precheck', '--batch', folder, '--jsonl', '--jobs', '2']);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { file: string; predictedCode: string });
    expect(lines.map((line) => [line.file, line.predictedCode])).toEqual([
      ['a-ok.mp4', '200'],
      ['b-short.mp4', '409'],
      ['c-broken.mp4', '409'],
    ]);
    expect(status).toBe(2);
  },
);
