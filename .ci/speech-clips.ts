import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../main/core/language.ts';
import { catalogues } from '../main/core/messages/catalogue.ts';
import { spokenKeys, spokenWords } from '../main/core/spoken.ts';

/**
 * Makes resources/speech anew: one clip for each thing the guidance says, in each language, and words.json with the
 * words in them. Needs espeak-ng and an ffmpeg with libopus; run it after changing those words:
 * `npx tsx .ci/speech-clips.ts` (decision 13).
 */

const OUT = join(import.meta.dirname, '../resources/speech');
const VOICES = { vi: 'vi', en: 'en-gb' } as const satisfies Record<Language, string>;
const WORDS_A_MINUTE = '145';
const raw = join(tmpdir(), `speech-${process.pid}.wav`);

for (const language of ['vi', 'en'] as const) {
  rmSync(join(OUT, language), { recursive: true, force: true });
  mkdirSync(join(OUT, language), { recursive: true });
  for (const key of spokenKeys) makeClip(language, key);
}
rmSync(raw, { force: true });
const words = Object.fromEntries(
  spokenKeys.map((key) => [
    key,
    { vi: spokenWords(key, catalogues.vi), en: spokenWords(key, catalogues.en) },
  ]),
);
writeFileSync(join(OUT, 'words.json'), `${JSON.stringify(words, null, 2)}\n`);

function makeClip(language: Language, key: (typeof spokenKeys)[number]): void {
  const text = spokenWords(key, catalogues[language]);
  execFileSync('espeak-ng', ['-v', VOICES[language], '-s', WORDS_A_MINUTE, '-g', '2', '-w', raw, text]);
  const encode = ['-ac', '1', '-ar', '24000', '-c:a', 'libopus', '-b:a', '20k', '-application', 'voip'];
  const same = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'];
  const to = join(OUT, language, `${key}.ogg`);
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', raw, '-af', 'loudnorm=I=-18', ...encode, ...same, to]);
}
