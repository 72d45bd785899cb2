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

/** Headings of the admin guide whose commands the installation test types one by one. */
export const FOLLOWED = [
  'Linux',
  'Policy',
  'Service key',
  'Supervisor PIN and tellers',
  'Kiosk on Linux',
  'Printers',
  'Updates',
  'Backup',
  'Uninstall',
] as const;

/** Debian's own packages, which the station that knows the bank's source only has not. */
export const DEBIANS = ['sudo apt-get install cage', 'sudo apt-get install unattended-upgrades'] as const;

/** Commands of the system that no test can run as they stand, and why. */
export const NOT_RUN: Readonly<Record<string, string>> = {
  'systemd-analyze verify /etc/systemd/system/liveness-kiosk.service':
    'needs the /sys of a running system; test/setup/kiosk-recipes.test.ts runs it on that file',
  ...Object.fromEntries(DEBIANS.map((line) => [line, 'the installation test has apt simulate it'])),
  'openssl genpkey -algorithm ed25519 -out update-key.pem':
    'for a build server; test/setup/update-list.test.ts types it',
  'openssl pkey -in update-key.pem -pubout -outform DER | openssl base64 -A':
    'for a build server; test/setup/update-list.test.ts types it',
  'openssl pkeyutl -sign -rawin -inkey update-key.pem -in latest-linux.yml | openssl base64 -A > latest-linux.yml.sig':
    'for a build server; test/setup/update-list.test.ts types it',
};
