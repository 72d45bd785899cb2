/** One line of progress. Always stderr: stdout belongs to the command that runs after set-up. */
export function say(step: string, sentence: string): void {
  process.stderr.write(`${step}: ${sentence}\n`);
}

/** A set-up step could not do its work; the message says what a person can do about it. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/**
 * Shows how a long step is getting on until the returned function is called: a moving line on a terminal, a
 * line every ten seconds elsewhere. `describe` returns what to show now.
 */
export function showProgress(step: string, describe: () => string): () => void {
  const isTerminal = process.stderr.isTTY;
  const timer = setInterval(
    () => {
      if (isTerminal) process.stderr.write(`\r\x1b[2K${step}: ${describe()}`);
      else say(step, describe());
    },
    isTerminal ? 250 : 10_000,
  );
  return () => {
    clearInterval(timer);
    if (isTerminal) process.stderr.write('\r\x1b[2K');
  };
}

/** Bytes as megabytes, for people. */
export function megabytes(sizeBytes: number): string {
  return `${(sizeBytes / 1_000_000).toFixed(sizeBytes < 10_000_000 ? 1 : 0)} MB`;
}
