import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EvidenceSink } from '../session/evidence-sink.ts';

/** Leaves a practice run's facts as JSON files in a folder, for trainers and the demo. */
export function folderEvidence(folder: string): EvidenceSink {
  return {
    async write(name, content) {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `${name}.json`), `${JSON.stringify(content, null, 2)}\n`);
    },
  };
}
