import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

export const ROOT = resolve(import.meta.dirname, '../..');

const manifestSchema = z.object({
  electronPath: z.string(),
  electronVersion: z.string(),
  electronSource: z.enum(['declared', 'registry']),
  fixturesDir: z.string(),
});

/** What set-up found or made on this machine. */
export function readSetup(): z.infer<typeof manifestSchema> {
  const path = join(ROOT, 'node_modules/.cache/liveness-kiosk/setup.json');
  return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}
