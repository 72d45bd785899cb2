import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { findElectron, type ElectronRuntime } from './electron-runtime.ts';
import { findFfmpeg } from './ffmpeg.ts';
import { fixturesDir } from './fixtures.ts';
import { manifestFile, stateDir } from './paths.ts';
import type { Step } from './step.ts';

/** What tests, the demo and the benchmarks read from `node_modules/.cache/liveness-kiosk/setup.json`. */
export interface SetupManifest extends Partial<ElectronRuntime> {
  readonly fixturesDir: string;
  readonly ffmpegPath?: string;
}

/** Writes down what the other steps found. */
export const manifest: Step = {
  name: 'manifest',
  isDone: () => existsSync(manifestFile) && readFileSync(manifestFile, 'utf8') === describeSetup(),
  run: () => {
    mkdirSync(stateDir, { recursive: true });
    writeFileSync(manifestFile, describeSetup());
  },
};

function describeSetup(): string {
  const found: SetupManifest = { ...findElectron(), fixturesDir, ffmpegPath: findFfmpeg() };
  return `${JSON.stringify(found, null, 2)}\n`;
}
