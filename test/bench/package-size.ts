import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runBuilder } from '../../.ci/dist/package.ts';
import { readSetup } from '../support/setup-manifest.ts';
import type { BenchResult } from './figures.ts';

/** The networks, ffmpeg and the image library weigh something; a second runtime would be noticed. */
const LIMIT = 1.5;

/** What is installed, over the runtime alone. */
export async function benchPackage(): Promise<BenchResult> {
  const outDir = await mkdtemp(join(tmpdir(), 'bench-package-'));
  try {
    await runBuilder({ targets: ['--dir'], outDir, signing: 'unsigned' });
    const folder = (await readdir(outDir)).find((name) => name.endsWith('-unpacked')) ?? '';
    const ours = await sizeOf(join(outDir, folder));
    const bare = await sizeOf(dirname(readSetup().electronPath));
    process.stdout.write(
      `       package ${(ours / 1e6).toFixed(0)} MB, runtime ${(bare / 1e6).toFixed(0)} MB\n`,
    );
    for (const [name, bytes] of await largest(join(outDir, folder)))
      process.stdout.write(`         ${(bytes / 1e6).toFixed(1)} MB ${name}\n`);
    return {
      figures: [
        { name: 'package size', unit: 'times the bare runtime', values: [ours / bare], limit: LIMIT },
      ],
    };
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

const SHOWN = 8;

async function files(folder: string): Promise<readonly (readonly [name: string, bytes: number])[]> {
  const names = await readdir(folder, { recursive: true });
  const facts = await Promise.all(
    names.map(async (name) => [name, await lstat(join(folder, name))] as const),
  );
  return facts.filter(([, fact]) => fact.isFile()).map(([name, fact]) => [name, fact.size] as const);
}

const sizeOf = async (folder: string): Promise<number> =>
  (await files(folder)).reduce((sum, [, bytes]) => sum + bytes, 0);

const largest = async (folder: string) =>
  (await files(folder)).toSorted(([, a], [, b]) => b - a).slice(0, SHOWN);
