import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './setup-manifest.ts';

/** A guide's text as it ships. */
export const readGuide = (name: string): string => readFileSync(join(ROOT, 'resources/docs', name), 'utf8');

/** What stands in the code blocks of one language, in order. */
export const blocksOf = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    (match) => match[1] ?? '',
  );

/** The shell commands under a heading, one a line, as they stand there. */
export function commandsUnder(text: string, heading: string): readonly string[] {
  const part = text.split(/^#{1,4} /m).find((one) => one.startsWith(`${heading}\n`)) ?? '';
  return blocksOf(part, 'sh').flatMap((block) => block.trim().split('\n'));
}
