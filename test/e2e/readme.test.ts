import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TOUR_DIR, TOUR_PICTURES } from '../demo/tour.ts';
import { drawClip } from '../fixtures/clip-files.ts';
import { ROOT } from '../support/setup-manifest.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))).scripts;

const run = promisify(execFile);

interface Ended {
  readonly status: number;
  readonly stdout: string;
}

/** Runs a command of the README as it stands there, with its placeholders filled in. */
async function runCommand(args: readonly string[]): Promise<Ended> {
  try {
    const { stdout } = await run('npm', [...args], { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 });
    return { status: 0, stdout };
  } catch (error) {
    const { code, stdout } = z.object({ code: z.number(), stdout: z.string() }).parse(error);
    return { status: code, stdout };
  }
}

const kiosk = (...args: readonly string[]): Promise<Ended> =>
  runCommand(['run', '-s', 'kiosk', '--', ...args]);
const read = (text: string): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(text));

let folder: string;
let clip: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-readme-'));
  clip = await drawClip(join(folder, 'clip.mp4'));
});
afterAll(() => rm(folder, { recursive: true, maxRetries: 20, retryDelay: 100 }));

describe('the README', () => {
  it('names only commands that exist', () => {
    const named = [...readme.matchAll(/npm (?:run )?(?:-s )?(start|test|[a-z:-]+)/g)].map(
      (match) => match[1] ?? '',
    );
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => name !== 'registry' && !(name in scripts))).toEqual([]);
  });

  it('links only to what is there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.length).toBeGreaterThan(2);
    expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
  });

  it('shows a tree that is there', () => {
    const folders = [
      ...readme.matchAll(/`((?:main|test|renderer|preload|resources|\.ci)(?:\/[\w-]+)*)`/g),
    ].map((match) => match[1] ?? '');
    expect(folders.length).toBeGreaterThan(10);
    expect(folders.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
  });

  it('promises a demo that leaves all its evidence, without media or key', async () => {
    const { status, stdout } = await runCommand(['run', 'demo', '--', `--tour=${join(folder, 'tour')}`]);
    expect(stdout).toContain('verdict: approved');
    expect(status).toBe(0);
    const files = readdirSync(join(ROOT, 'out/demo'));
    for (const name of ['precheck-face', 'precheck-card', 'request', 'answer', 'verdict']) {
      expect(files).toContain(`${name}.json`);
    }
    expect(files.filter((name) => name.endsWith('.pdf'))).toHaveLength(1);
    expect(files.filter((name) => /^\d\d-.*\.png$/.test(name)).length).toBeGreaterThan(12);
    expect(files.filter((name) => /\.(mp4|webm|jpe?g)$/.test(name))).toEqual([]);
    const request = readFileSync(join(ROOT, 'out/demo/request.json'), 'utf8');
    expect(request).toContain('"field": "video"');
    expect(request).not.toMatch(/(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/);
  });

  it('shows a tour of pictures that its command makes, small and each named once', () => {
    const named = [...readme.matchAll(/\(resources\/docs\/tour\/([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect(named.toSorted()).toEqual(TOUR_PICTURES.toSorted());
    expect(readdirSync(TOUR_DIR).toSorted()).toEqual(TOUR_PICTURES.toSorted());
    const bytes = readdirSync(TOUR_DIR).reduce((sum, name) => sum + statSync(join(TOUR_DIR, name)).size, 0);
    expect(bytes).toBeLessThan(1_500_000);
    // Made by the demo that ran just now.
    expect(readdirSync(join(folder, 'tour')).toSorted()).toEqual(TOUR_PICTURES.toSorted());
  });

  it('judges the answer of the demo as the app did', async () => {
    const { status, stdout } = await kiosk('judge', 'out/demo/answer.json', '--json');
    expect(status).toBe(0);
    expect(read(stdout)['outcome']).toBe('approved');
  });

  it('prechecks a video and says so by its exit status', async () => {
    const good = await kiosk('precheck', clip, '--json');
    expect(read(good.stdout)).toMatchObject({
      schema: 'liveness-kiosk/precheck-report@1',
      predictedCode: '200',
    });
    expect(good.status).toBe(0);
    const missing = await kiosk('precheck', join(folder, 'none.mp4'), '--json');
    expect(missing.status).toBe(2);
  });

  it('starts a cluster that head office can ask at once, and that is gone with Ctrl+C', async () => {
    const lab = spawn('npm', ['run', '-s', 'fleet-lab'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    let said = '';
    lab.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
    while (!said.includes('Ctrl+C')) await once(lab.stdout, 'data');
    const words = /kiosk -- (fleet .+)/.exec(said)?.[1]?.split(' ') ?? [];
    const asked = await kiosk(...words, '--json');
    expect(read(asked.stdout)).toMatchObject({ schema: 'liveness-kiosk/fleet@1', stations: [] });
    const policy = /--policy (\S+)/.exec(said)?.[1] ?? '';
    expect((await kiosk('policy', 'check', policy)).status).toBe(0);
    expect(readFileSync(policy.replace('.json', '.seed'), 'utf8')).toMatch(/^SU/);
    const ended = once(lab, 'exit');
    // As a terminal does: everything in the foreground hears it.
    process.kill(-(lab.pid ?? 0), 'SIGINT');
    await ended;
    expect(existsSync(policy)).toBe(false);
    const url = /tls:\/\/localhost:(\d+)/.exec(said)?.[1];
    await expect(once(connect(Number(url), 'localhost'), 'connect')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('checks the station', async () => {
    const { status, stdout } = await kiosk('doctor', '--json');
    expect([0, 1]).toContain(status);
    expect(Object.keys(read(stdout)).length).toBeGreaterThan(0);
  });
});
