import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRoot } from '../support/is-root.ts';
import { readSetup, ROOT } from '../support/setup-manifest.ts';

let folder: string;
let cache: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-compiled-'));
  await cp(join(ROOT, 'out/main'), join(folder, 'out/main'), { recursive: true });
  await cp(join(ROOT, 'package.json'), join(folder, 'package.json'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  cache = join(folder, 'out/main', `app-${process.platform}-${process.arch}.cache`);
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

/** What the program says on stderr when a command is run in it that needs no window. */
async function said(): Promise<{ readonly status: unknown; readonly out: string; readonly errors: string }> {
  const child = spawn(
    readSetup().electronPath,
    [
      folder,
      ...(isRoot() ? ['--no-sandbox'] : []),
      `--user-data-dir=${join(folder, 'profile')}`,
      'policy',
      'show',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LIVENESS_KIOSK_LANGUAGE: 'en' } },
  );
  let [out, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [status] = (await once(child, 'close')) as readonly unknown[];
  return { status, out, errors };
}

describe('the code compiled when the program was built', () => {
  it('is what a start runs', async () => {
    expect((await stat(cache)).size).toBeGreaterThan(1_000_000);
    const { status, out, errors } = await said();
    expect(errors).not.toContain('compiledCodeRefused');
    expect(out).not.toBe('');
    expect(status).toBe(0);
  });

  it('is done without where it is of another runtime or damaged, in so many words, and where there is none', async () => {
    const usual = (await said()).out;
    await writeFile(cache, Buffer.alloc(5000, 7));
    const damaged = await said();
    expect(damaged.errors).toContain('compiledCodeRefused');
    expect(damaged).toMatchObject({ status: 0, out: usual });
    await rm(cache);
    const without = await said();
    expect(without.errors).not.toContain('compiledCodeRefused');
    expect(without).toMatchObject({ status: 0, out: usual });
  });
});
