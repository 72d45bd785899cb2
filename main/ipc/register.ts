import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import {
  type Audience,
  audienceOf,
  invokeChannels,
  invokeContract,
  type InvokeChannel,
  type InvokeInput,
  type InvokeOutput,
  type PushChannel,
  type PushPayload,
} from '../core/contract.ts';
import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';

export type Handlers = {
  readonly [C in InvokeChannel]: (
    input: InvokeInput<C>,
  ) => Result<InvokeOutput<C>> | Promise<Result<InvokeOutput<C>>>;
};

/** Whose window speaks: the main frame of one of our own, on our own protocol; null: somebody else. */
export type SenderOf = (event: IpcMainInvokeEvent) => Audience | null;

/**
 * Opens every channel of the contract: sender, then schema, then handler, then a Result.
 * SECURITY: junk, strangers and the wrong one of our two windows get `ipcRefused` on every channel (test/e2e/ipc.test.ts).
 */
export function registerIpc(handlers: Handlers, senderOf: SenderOf): void {
  for (const channel of invokeChannels) {
    ipcMain.handle(channel, async (event, raw: unknown) => {
      if (senderOf(event) !== audienceOf(channel)) return envelope(failed(failure('ipcRefused', 'sender')));
      return envelope(await answer(channel, raw, handlers));
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

async function answer(channel: InvokeChannel, raw: unknown, handlers: Handlers): Promise<Result<unknown>> {
  const input = invokeContract[channel].input.safeParse(raw);
  if (!input.success)
    return failed(failure('ipcRefused', `${channel}: ${input.error.issues[0]?.message ?? ''}`));
  try {
    // The table pairs each channel with its handler; the pairing is lost on a union of channels.
    const handler = handlers[channel] as (value: unknown) => Result<unknown> | Promise<Result<unknown>>;
    return await handler(input.data);
  } catch (cause) {
    return failed(failure('internal', channel, cause));
  }
}

/** Only what can be cloned crosses: the cause of a failure stays in main. */
function envelope(result: Result<unknown>): unknown {
  if (result.ok) return ok(result.value);
  const { code, detail } = result.failure;
  return failed(failure(code, detail));
}
