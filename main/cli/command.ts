import type { Language } from '../core/language.ts';

/** The world of one command; tests hand in their own. */
export interface CommandIo {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** True when a person watches stderr; progress is shown only then. */
  readonly isTerminal: boolean;
  readonly language: Language;
  readonly signal: AbortSignal;
}

/** 0 pass or warn, 1 fail, 2 unusable input or usage, 3 internal error. */
export type ExitStatus = 0 | 1 | 2 | 3;

export interface Command {
  run(args: readonly string[], io: CommandIo): Promise<ExitStatus>;
}
