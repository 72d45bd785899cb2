import { failure } from '../core/failure.ts';
import type { HeadNote, HeadRequest } from '../core/history.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { exportHead, lastHeadMs, readHead, recordHead } from './daily.ts';
import type { OpenJournal } from './journal.ts';

/** Prints a head, or saves it as PDF where no printer is set. */
export type PrintHead = (
  head: Pick<HeadNote, 'seq' | 'atMs' | 'keyId' | 'code' | 'sealed'>,
) => Promise<Result<'sentToPrinter' | 'savedAsPdf'>>;

interface HeadParts {
  readonly journal: OpenJournal;
  readonly headList: string;
  readonly printHead: PrintHead;
}

/** Shows the newest head, prints it or adds it to the list; what was done with it is recorded. */
export async function giveHead(act: HeadRequest['act'], parts: HeadParts): Promise<Result<HeadNote>> {
  const { journal } = parts;
  const head = readHead(journal);
  const done = await carryOut(act, parts, head);
  if (!done.ok) return done;
  const listedAtMs = lastHeadMs(journal, ['list']);
  return ok({ ...head, done: done.value, listedAtMs, printedAtMs: lastHeadMs(journal, ['printer', 'pdf']) });
}

async function carryOut(
  act: HeadRequest['act'],
  { journal, headList, printHead }: HeadParts,
  head: Parameters<PrintHead>[0],
): Promise<Result<HeadNote['done']>> {
  if (act === 'show') return ok('shown');
  if (act === 'print') {
    const printed = await printHead(head);
    if (printed.ok)
      await recordHead(journal, head.seq, printed.value === 'sentToPrinter' ? 'printer' : 'pdf');
    return printed;
  }
  try {
    await exportHead(journal, headList);
    return ok('exported');
  } catch (cause) {
    return failed(failure('exportFailed', 'list of heads', cause));
  }
}
