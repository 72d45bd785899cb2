import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policyStateSchema } from '../../main/core/policy-state.ts';
import { runCli } from './run-cli.ts';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'kiosk-policy-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function check(content: string, ...more: readonly string[]): ReturnType<typeof runCli> {
  const path = join(folder, 'policy.json');
  await writeFile(path, content);
  return runCli(['policy', 'check', path, ...more]);
}

describe('the policy command', () => {
  it('shows every setting in force and who decided it', async () => {
    const text = await runCli(['policy', 'show']);
    expect(text.stdout).toContain('"https://api.fpt.ai"  (default)');
    const json = await runCli(['policy', 'show', '--json']);
    expect(policyStateSchema.parse(JSON.parse(json.stdout)).settings.length).toBeGreaterThan(40);
  });

  it('checks a file before it is rolled out and names what is wrong', async () => {
    expect(await check('{"maxTries":5}')).toMatchObject({ status: 0 });
    const bad = await check('{"maxTrys":5,"service":{"keySlot":"best"}}');
    expect(bad.status).toBe(1);
    expect(bad.stdout).toMatch(/maxTrys: There is no such setting/);
    expect(bad.stdout).toMatch(/service\.keySlot: The value does not fit/);
    expect((await check('{')).status).toBe(1);
    expect((await runCli(['policy', 'check', join(folder, 'none.json')])).status).toBe(1);
  });

  it('says its usage for anything else', async () => {
    for (const args of [[], ['check'], ['show', 'x'], ['set', 'x', 'y'], ['show', '--yaml']])
      expect((await runCli(['policy', ...args])).status).toBe(2);
  });
});
