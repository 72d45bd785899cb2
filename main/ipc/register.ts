import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import {
  type Audience,
  audienceOf,
  type InvokeChannel,
  invokeChannels,
  type PushChannel,
} from '../core/channels.ts';
import type { PushPayload } from '../core/contract.ts';
import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';

/** What main says to a question: schema, then handler. */
export type Answer = (channel: InvokeChannel, raw: unknown) => Promise<Result<unknown>>;

export interface Door {
  /** There once the station works; whoever asks before waits. */
  readonly answer: Promise<Answer>;
  /** Whose window speaks: the main frame of one of our own, on our own protocol; null: somebody else. */
  readonly senderOf: (event: IpcMainInvokeEvent) => Audience | null;
  /** The teller's page has drawn something; told at once, whatever else waits. */
  readonly onAlive: () => void;
}

/**
 * Opens every channel of the contract: sender, then schema, then handler, then a Result.
 * SECURITY: junk, strangers and the wrong one of our two windows get `ipcRefused` on every channel (test/e2e/ipc.test.ts).
 */
export function registerIpc({ answer, senderOf, onAlive }: Door): void {
  for (const channel of invokeChannels) {
    ipcMain.handle(channel, async (event, raw: unknown) => {
      if (senderOf(event) !== audienceOf(channel)) return envelope(failed(failure('ipcRefused', 'sender')));
      if (channel === 'page.alive') onAlive();
      return envelope(await (await answer)(channel, raw));
    });
  }
}

/** Tells the page of a change; a page that is gone is told nothing. */
export function push<C extends PushChannel>(
  page: WebContents | null,
  channel: C,
  payload: PushPayload<C>,
): void {
  if (page !== null && !page.isDestroyed()) page.send(channel, payload);
}

/** Only what can be cloned crosses: the cause of a failure stays in main. */
function envelope(result: Result<unknown>): unknown {
  if (result.ok) return ok(result.value);
  const { code, detail } = result.failure;
  return failed(failure(code, detail));
}
