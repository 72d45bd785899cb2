import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface LockEntry {
  readonly version: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const packages = readPackages();

// A registry that lacks another platform's build makes `npm install` drop it from the lock file in silence, and
// then `npm ci` refuses the file everywhere.
it('the lock file names every optional package, also those of other platforms', () => {
  const wanted = Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).map((name) => ({ path, name })),
  );
  expect(wanted.length).toBeGreaterThan(50);
  expect(wanted.filter(({ path, name }) => !isLocked(path, name))).toEqual([]);
});

it('the lock file pins the bytes of every package that is not optional', () => {
  const entries = Object.entries(packages).filter(([path, entry]) => path !== '' && !entry.optional);
  expect(entries.length).toBeGreaterThan(100);
  expect(
    entries.filter(([, entry]) => !entry.integrity?.startsWith('sha512-')).map(([path]) => path),
  ).toEqual([]);
});

/** Whether Node would find the package from a package's folder, or from any folder above it. */
function isLocked(path: string, name: string): boolean {
  const folders = path.split('/node_modules/');
  const places = folders.map((_, depth) => folders.slice(0, depth + 1).join('/node_modules/'));
  return ['', ...places].some(
    (place) => `${place === '' ? '' : `${place}/`}node_modules/${name}` in packages,
  );
}

function readPackages(): Readonly<Record<string, LockEntry>> {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  return lock.packages;
}
