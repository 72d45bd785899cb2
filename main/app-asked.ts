import { COMMAND_NAMES } from './cli/command-names.ts';

/**
 * The command a start of the app asks for, with its arguments; null means the window. It is the first word
 * that is no switch, after the folder that a development start names.
 */
export function askedCommand(argv: readonly string[], isDevelopment: boolean): readonly string[] | null {
  const words = argv.slice(1);
  const bare = words.findIndex((word) => !word.startsWith('-'));
  const rest = isDevelopment && bare >= 0 ? words.slice(bare + 1) : words;
  const at = rest.findIndex((word) => !word.startsWith('-'));
  const name = rest[at];
  return name !== undefined && COMMAND_NAMES.includes(name) ? rest.slice(at) : null;
}
