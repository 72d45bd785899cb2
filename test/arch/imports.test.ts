import { describe, expect, it } from 'vitest';
import { importsOf, readSources, type SourceFile } from './source-files.ts';

/** Who may import whom. One row a room; the first row whose folder fits a file is its row. */
interface Row {
  readonly room: string;
  readonly fits: RegExp;
  /** Project files it may import. */
  readonly may: RegExp;
  readonly electron: boolean;
  readonly node: boolean;
  /** Packages it may import besides. */
  readonly packages: readonly string[];
}

const OWN = (room: string): RegExp => new RegExp(`^main/(core|${room})/`);

const TABLE: readonly Row[] = [
  {
    room: 'core',
    fits: /^main\/core\//,
    may: /^main\/core\//,
    electron: false,
    node: false,
    packages: ['zod'],
  },
  {
    room: 'charts',
    fits: /^main\/charts\//,
    may: OWN('charts'),
    electron: false,
    node: false,
    packages: ['d3-scale', 'd3-shape'],
  },
  {
    room: 'media',
    fits: /^main\/media\//,
    may: OWN('media'),
    electron: false,
    node: true,
    packages: [
      'fluent-ffmpeg',
      'sharp',
      '@litertjs/core',
      'mediabunny',
      '@techstark/opencv-js',
      'ffmpeg-static',
      'zod',
    ],
  },
  {
    room: 'liveness',
    fits: /^main\/liveness\//,
    may: OWN('liveness'),
    electron: false,
    node: true,
    packages: ['undici', 'zod'],
  },
  {
    room: 'practice',
    fits: /^main\/practice\//,
    may: /^main\/(core|practice)\/|^main\/session\/evidence-sink\.ts$/,
    electron: false,
    node: true,
    packages: ['busboy', 'zod'],
  },
  {
    room: 'journal',
    fits: /^main\/journal\//,
    may: OWN('journal'),
    electron: false,
    node: true,
    packages: ['libsql', 'libsql/promise', 'zod'],
  },
  {
    room: 'ledger',
    fits: /^main\/ledger\//,
    may: OWN('ledger'),
    electron: false,
    node: true,
    packages: ['zod'],
  },
  {
    room: 'admin',
    fits: /^main\/admin\//,
    may: OWN('admin'),
    electron: false,
    node: true,
    packages: ['zod'],
  },
  {
    room: 'policy',
    fits: /^main\/policy\//,
    // A ring's documents are signed the way the journal is.
    may: /^main\/(core|policy)\/|^main\/journal\/station-key\.ts$/,
    electron: false,
    node: true,
    packages: ['zod'],
  },
  {
    room: 'parking',
    fits: /^main\/parking\//,
    may: OWN('parking'),
    electron: false,
    node: true,
    packages: ['zod'],
  },
  {
    room: 'evidence',
    fits: /^main\/evidence\//,
    may: OWN('evidence'),
    electron: false,
    node: true,
    packages: ['asn1js', 'pkijs', 'zod'],
  },
  {
    room: 'fleet',
    fits: /^main\/fleet\//,
    // The journal is its outbox and its proof.
    may: /^main\/(core|fleet|journal)\//,
    electron: false,
    node: true,
    packages: ['@nats-io/jetstream', '@nats-io/transport-node', 'zod'],
  },
  {
    room: 'update',
    fits: /^main\/update\//,
    // Fetches by the connection of the service's client.
    may: /^main\/(core|liveness|update)\//,
    electron: false,
    node: true,
    packages: [
      'electron-updater',
      'electron-updater/out/DownloadedUpdateHelper.js',
      'electron-updater/out/providers/Provider.js',
      'zod',
    ],
  },
  {
    room: 'station',
    fits: /^main\/station\//,
    may: /^main\/(core|media|station)\//,
    electron: false,
    node: true,
    packages: ['zod'],
  },
  {
    room: 'session',
    fits: /^main\/session\//,
    may: OWN('session'),
    electron: false,
    node: true,
    packages: ['zod'],
  },
  {
    room: 'cli',
    fits: /^main\/cli\//,
    may: /^main\/(core|charts|cli|fleet|media|journal|ledger|liveness|policy|practice|station|update)\/|^package\.json$/,
    electron: false,
    node: true,
    packages: ['zod'],
  },
  {
    room: 'kiosk',
    fits: /^main\/(kiosk|ipc|secrets|receipt)\//,
    may: /^main\//,
    electron: true,
    node: true,
    packages: ['qrcode', 'zod'],
  },
  {
    room: 'root',
    fits: /^main\/(index|config|app)[\w-]*\.ts$/,
    may: /^main\/|^package\.json$/,
    electron: true,
    node: true,
    packages: ['zod'],
  },
  {
    room: 'preload',
    fits: /^preload\//,
    may: /^main\/core\/channels\.ts$/,
    electron: true,
    node: false,
    packages: [],
  },
  {
    room: 'renderer',
    fits: /^renderer\//,
    may: /^(main\/(core|charts)|renderer)\//,
    electron: false,
    node: false,
    packages: ['react', 'react-dom/client', 'zustand', 'zustand/vanilla', '@litertjs/core', 'zod'],
  },
];

/** Heavy packages have one importer each; everyone else sees our type. */
const ONE_IMPORTER = [
  'fluent-ffmpeg',
  'sharp',
  'mediabunny',
  '@techstark/opencv-js',
  'ffmpeg-static',
  'libsql',
  '@nats-io/jetstream',
  '@nats-io/transport-node',
  'pkijs',
  'electron-updater',
  'qrcode',
  'd3-scale',
  'd3-shape',
];

const sources = readSources(['main', 'preload', 'renderer']);

function complaints(file: SourceFile): readonly string[] {
  const row = TABLE.find(({ fits }) => fits.test(file.path));
  if (row === undefined) return [`${file.path} stands in no room`];
  return file.imports
    .filter((name) => !isAllowed(row, name))
    .map((name) => `${row.room}: ${file.path} imports ${name}`);
}

function isAllowed(row: Row, name: string): boolean {
  if (/^(main|preload|renderer|test|package\.json)/.test(name)) return row.may.test(name);
  if (name === 'electron') return row.electron;
  if (name.startsWith('node:')) return row.node;
  if (name.startsWith('@fontsource/')) return row.room === 'renderer';
  return row.packages.includes(name);
}

describe('the import table', () => {
  it('reads every source folder, a fair number of files', () => {
    const folders = new Set(sources.map(({ path }) => path.split('/')[0]));
    expect([...folders].toSorted()).toEqual(['main', 'preload', 'renderer']);
    expect(sources.length).toBeGreaterThan(60);
    expect(sources.filter(({ imports }) => imports.length > 0).length).toBeGreaterThan(50);
  });

  it('holds for every file', () => {
    expect(sources.flatMap(complaints)).toEqual([]);
  });

  it('refuses a wrong import, so it can fail', () => {
    const wrong: SourceFile = {
      path: 'main/core/x.ts',
      text: '',
      imports: ['node:fs', 'main/media/y.ts', 'zod'],
    };
    expect(complaints(wrong)).toHaveLength(2);
  });

  it.each(ONE_IMPORTER)('%s has one importer at most', (name) => {
    expect(sources.filter(({ imports }) => imports.includes(name)).length).toBeLessThanOrEqual(1);
  });

  it('lets only bridge.ts touch window.kiosk', () => {
    const users = sources.filter(
      ({ path, text }) => path.startsWith('renderer/') && /window\.kiosk\b/.test(text),
    );
    expect(users.map(({ path }) => path)).toEqual(['renderer/bridge.ts']);
  });

  it('finds no cycle', () => {
    expect(findCycle(sources)).toBeNull();
  });

  it.each(['renderer/main.tsx', 'renderer/customer/main.tsx'])('keeps the start of %s small', (page) => {
    const heavy = /^main\/(charts\/|core\/messages\/catalogue\.ts$)|^renderer\/staff\/pages\.tsx$/;
    expect([...loadedWith(page)].filter((path) => heavy.test(path))).toEqual([]);
    expect(
      [...loadedWith('renderer/staff/pages.tsx')].filter((path) => heavy.test(path)).length,
    ).toBeGreaterThan(2);
  });
});

const LATER = /\bimport\s+type\b[^;]*;|\bimport\s*\([^)]*\)/g;

/** What is loaded at once with a page's first script; neither types nor what is imported later. */
function loadedWith(page: string): ReadonlySet<string> {
  const atOnce = new Map(
    readSources(['main/core', 'main/charts', 'renderer']).map(({ path, text }) => [
      path,
      importsOf(path, text.replaceAll(LATER, '')),
    ]),
  );
  const found = new Set([page]);
  for (const path of found) for (const next of atOnce.get(path) ?? []) found.add(next);
  return found;
}

function findCycle(files: readonly SourceFile[]): readonly string[] | null {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(path)) return [...trail, path];
    if (done.has(path)) return null;
    for (const next of byPath.get(path)?.imports ?? []) {
      const cycle = byPath.has(next) ? walk(next, [...trail, path]) : null;
      if (cycle !== null) return cycle;
    }
    done.add(path);
    return null;
  };
  for (const { path } of files) {
    const cycle = walk(path, []);
    if (cycle !== null) return cycle;
  }
  return null;
}
