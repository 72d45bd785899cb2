/** Every command but help. Apart from them, so that a start that opens a window loads none. */
const commands = [
  'precheck',
  'doctor',
  'fleet',
  'judge',
  'key',
  'policy',
  'stats',
  'supervisor-pin',
  'verify-journal',
  'verify-receipt',
] as const;
export type CommandName = (typeof commands)[number];

/** What a start of the app looks for before it opens a window. */
export const COMMAND_NAMES: readonly string[] = [...commands, 'help'];
