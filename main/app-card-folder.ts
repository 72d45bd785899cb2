import type { Desk } from './core/ports.ts';
import type { CardFolder } from './core/policy.ts';
import { watchCardFolder } from './kiosk/card-folder.ts';
import type { Runner } from './session/runner.ts';

/** The folder where scanner software leaves its pictures, and whether the teller has to be told of it. */
export interface ScannerFolder {
  /** The teller's notes with how the folder stands. */
  noteOn(desk: Desk): Desk;
  /** Takes pictures from it while the card is asked for; the answer ends it. */
  follow(runner: Runner): () => void;
}

/** Nothing is followed, and nothing noted, where the policy names no folder. */
export function openScannerFolder(settings: CardFolder | null): ScannerFolder {
  if (settings === null) return { noteOn: (desk) => desk, follow: () => () => undefined };
  let isCardFolderUnreadable = false;
  const log = (event: string, code?: string): void =>
    void process.stderr.write(`${JSON.stringify({ event, code })}\n`);
  return {
    noteOn: (desk) => ({ ...desk, notes: () => ({ ...desk.notes(), isCardFolderUnreadable }) }),
    follow: (runner) =>
      watchCardFolder({
        settings,
        runner,
        log,
        onTrouble(code) {
          isCardFolderUnreadable = code !== null;
          if (code === null) log('cardFolderReadable');
          else log('cardFolderUnreadable', code);
          runner.tellDesk();
        },
      }),
  };
}
