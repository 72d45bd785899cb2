import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');

/** Real clips, pictures and sockets by the dozen: part of `npm test`, too slow for `npm run check`. */
const HEAVY = [
  'test/media/**/*.test.ts',
  'test/cli/precheck.test.ts',
  'test/faults/**/*.test.ts',
  'test/torture/**/*.test.ts',
  'test/fleet/cluster.test.ts',
  'test/journal/torn.test.ts',
];

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', ...HEAVY],
          sequence: { groupOrder: 0 },
        },
      },
      {
        root,
        test: {
          name: 'heavy',
          environment: 'node',
          include: HEAVY,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        root,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          // One window at a time: they share the display, the fake camera and two processors.
          fileParallelism: false,
          maxWorkers: 1,
          // Tests marked as concurrent mostly wait, and record nothing: two stations at once.
          maxConcurrency: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
