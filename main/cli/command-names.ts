/** What a start of the app looks for before it opens a window. */
export const COMMAND_NAMES: readonly string[] = [
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
  'help',
];
