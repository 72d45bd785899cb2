import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const FOLDER = join(import.meta.dirname, '../resources/speech');

/** Puts the clips of the spoken guidance beside the page, as speech/LANGUAGE/KEY.ogg. */
export function speechAssets(): Plugin {
  return {
    name: 'speech-assets',
    generateBundle() {
      for (const language of ['vi', 'en'])
        for (const file of readdirSync(join(FOLDER, language)))
          this.emitFile({
            type: 'asset',
            fileName: `speech/${language}/${file}`,
            source: readFileSync(join(FOLDER, language, file)),
          });
    },
  };
}
