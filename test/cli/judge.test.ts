import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandIo, ExitStatus } from '../../main/cli/command.ts';
import { judgeCommand } from '../../main/cli/judge.ts';
import type { Language } from '../../main/core/language.ts';
import { SAMPLE_ANSWERS } from '../../main/practice/samples.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'judge-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly status: ExitStatus;
  readonly out: string;
  readonly err: string;
}

async function judge(args: readonly string[], language: Language = 'en'): Promise<Ran> {
  let out = '';
  let err = '';
  const io: CommandIo = {
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
    isTerminal: false,
    language,
    signal: new AbortController().signal,
  };
  const status = await judgeCommand.run(args, io);
  return { status, out, err };
}

function kept(content: string | Uint8Array, name = 'answer.json'): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('judge', () => {
  it('approves the success sample with exit status 0 and says which fields agree', async () => {
    const { status, out, err } = await judge([kept(SAMPLE_ANSWERS.success), '--json']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      schema: 'liveness-kiosk/verdict@1',
      outcome: 'approved',
      reasons: ['liveAndMatched', 'deepfakeNotAssessed'],
      nextStep: 'finish',
      code: '200',
      cardSent: true,
      similarity: 99.97,
    });
    expect(JSON.parse(out)).toHaveProperty('fields.1', {
      field: 'liveness.code',
      value: '200',
      agrees: 'yes',
    });
    expect(JSON.parse(out)).not.toHaveProperty('mode');
  });

  it.each([
    ['matchContradiction', 'rejected'],
    ['notMatching', 'rejected'],
    ['noFaceInDocument', 'retakeCard'],
    ['stillImage', 'retakeFace'],
    ['invalidUpload', 'retakeCard'],
  ] as const)('gives %s exit status 1 and %s', async (name, outcome) => {
    const { status, out } = await judge(['--json', kept(SAMPLE_ANSWERS[name])]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ outcome });
  });

  it('expects a comparison with a card unless told that none was sent', async () => {
    const { face_match: _dropped, ...answer } = JSON.parse(SAMPLE_ANSWERS.success) as Record<string, unknown>;
    const path = kept(JSON.stringify(answer));
    expect(await judge([path, '--json'])).toMatchObject({ status: 1 });
    expect(await judge([path, '--json', '--no-card'])).toMatchObject({ status: 0 });
  });

  it.each([
    ['not JSON', 'hello', 'unknown'],
    ['another document', '{"message":"No API key found in request"}', 'unknown'],
    ['a web page', '<html><title>502</title></html>', 'serviceError'],
    ['deep nesting', '['.repeat(100_000), 'unknown'],
    ['more than an answer can hold', `"${'x'.repeat(3_000_000)}"`, 'unknown'],
  ])('judges %s all the same', async (_name, text, outcome) => {
    const { status, out } = await judge(['--json', kept(text)]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ outcome, fields: expect.any(Array) as unknown });
  });

  it('reads UTF-16 as a Windows shell writes it', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(SAMPLE_ANSWERS.success, 'utf16le')]);
    expect((await judge([kept(utf16)])).status).toBe(0);
  });

  it('speaks to a person in either language', async () => {
    const path = kept(SAMPLE_ANSWERS.matchContradiction);
    const english = await judge([path]);
    expect(english.out).toContain('The face does not match the face on the card.');
    expect(english.out).toContain('Similarity: 18.45 (very low) [does not agree]');
    expect(english.out).toContain('Resolution of video is too low');
    const vietnamese = await judge([path], 'vi');
    expect(vietnamese.out).toContain('Khuôn mặt không khớp với ảnh trên giấy tờ.');
  });

  it('obeys a policy that is stricter, and refuses one that is laxer or misspelt', async () => {
    const path = kept(SAMPLE_ANSWERS.success);
    const policy = (content: unknown): string => kept(JSON.stringify(content), 'policy.json');
    expect((await judge([path, '--policy', policy({ verdict: { minSimilarity: 99.99 } })])).status).toBe(1);
    expect((await judge([path, '--policy', policy({ verdict: { minSimilarity: 90 } })])).status).toBe(0);
    for (const bad of [{ verdict: { minSimilarity: 10 } }, { verdict: { minSimilarty: 90 } }, null]) {
      const { status, out, err } = await judge([path, '--policy', policy(bad)]);
      expect({ status, out }).toEqual({ status: 2, out: '' });
      expect(err).toContain('policyInvalid');
    }
  });

  it.each([
    ['nothing', [], 'usage'],
    ['two files', ['a', 'b'], 'usage'],
    ['an unknown option', ['a', '--approve'], 'usage'],
    ['both card options', ['a', '--card', '--no-card'], 'usage'],
    ['a missing file', ['/nonexistent/answer.json'], 'inputMissing'],
    ['a folder', [tmpdir()], 'inputNotFile'],
    ['a device', ['/dev/null'], 'inputNotFile'],
  ])('refuses %s with exit status 2 and one sentence', async (_name, args, code) => {
    const { status, out, err } = await judge(args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(`[${code}]`);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('refuses an empty file, one past 64 MB, and a pipe nobody writes to', async () => {
    expect((await judge([kept('', 'empty')])).err).toContain('inputEmpty');
    const large = kept('{', 'large');
    truncateSync(large, 65 * 1024 * 1024);
    expect((await judge([large])).err).toContain('inputTooLarge');
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect((await judge([pipe])).err).toContain('inputNotFile');
  });
});
