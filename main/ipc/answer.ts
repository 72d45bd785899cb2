import type { InvokeChannel } from '../core/channels.ts';
import { invokeContract, type InvokeInput, type InvokeOutput } from '../core/contract.ts';
import { failure } from '../core/failure.ts';
import { failed, type Result } from '../core/result.ts';
import type { Answer } from './register.ts';

export type Handlers = {
  readonly [C in InvokeChannel]: (
    input: InvokeInput<C>,
  ) => Result<InvokeOutput<C>> | Promise<Result<InvokeOutput<C>>>;
};

/** Answers each channel by its handler, after its schema. */
export const answerWith =
  (handlers: Handlers): Answer =>
  async (channel, raw) => {
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
  };
