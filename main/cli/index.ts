import { catalogues } from '../core/messages/catalogue.ts';
import { runCommandLine } from './run.ts';

/** Entry of the command line under plain Node. */
const controller = new AbortController();
process.once('SIGINT', () => controller.abort());
process.once('SIGTERM', () => controller.abort());
// A reader that went away (`| head`) is no error of ours.
process.stdout.on('error', () => process.exit(0));

const language = /^en/i.test(process.env['LIVENESS_KIOSK_LANGUAGE'] ?? process.env['LANG'] ?? '')
  ? 'en'
  : 'vi';
const status = await runCommandLine(process.argv.slice(2), {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
  language: process.env['LANG'] === undefined || /^(C|POSIX)/.test(process.env['LANG']) ? 'en' : language,
  signal: controller.signal,
}).catch((error: unknown) => {
  process.stderr.write(`${catalogues.en.failures.internal}\n${String(error)}\n`);
  return 3;
});
process.exitCode = status;
