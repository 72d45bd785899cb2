import type { InvokeChannel, KioskBridge, PushChannel } from '../main/core/channels.ts';
import type { InvokeInput, InvokeOutput, PushPayload } from '../main/core/contract.ts';
import { envelopeSchema, invokeContract, pushContract } from '../main/core/contract.ts';
import type { Failure } from '../main/core/failure.ts';
import { failure } from '../main/core/failure.ts';
import type { Result } from '../main/core/result.ts';
import { failed, ok } from '../main/core/result.ts';

declare global {
  interface Window {
    readonly kiosk: KioskBridge;
  }
}

/** Main, as the page knows it: every answer parsed, every refusal a value. */
export interface Main {
  ask<C extends InvokeChannel>(channel: C, input: InvokeInput<C>): Promise<Result<InvokeOutput<C>>>;
  /** Calls back for each well-formed push; returns the way to stop. */
  listen<C extends PushChannel>(channel: C, listener: (payload: PushPayload<C>) => void): () => void;
}

/** The page's only use of window.kiosk. */
export function connectMain(bridge: KioskBridge = window.kiosk): Main {
  return {
    ask: (channel, input) => ask(bridge, channel, input),
    listen: (channel, listener) => bridge.on(channel, (payload) => hand(channel, payload, listener)),
  };
}

async function ask<C extends InvokeChannel>(
  bridge: KioskBridge,
  channel: C,
  input: InvokeInput<C>,
): Promise<Result<InvokeOutput<C>>> {
  const parsedInput = invokeContract[channel].input.safeParse(input);
  if (!parsedInput.success) return refuse(channel, 'input', parsedInput.error.message);
  const envelope = envelopeSchema.safeParse(await bridge.invoke(channel, parsedInput.data));
  if (!envelope.success) return refuse(channel, 'envelope', envelope.error.message);
  if (!envelope.data.ok) return failed(envelope.data.failure);
  const output = invokeContract[channel].output.safeParse(envelope.data.value);
  if (!output.success) return refuse(channel, 'output', output.error.message);
  // The schema of this very channel has just parsed it; TypeScript cannot follow the index type.
  return ok(output.data as InvokeOutput<C>);
}

function hand<C extends PushChannel>(
  channel: C,
  payload: unknown,
  listener: (payload: PushPayload<C>) => void,
): void {
  const parsed = pushContract[channel].safeParse(payload);
  if (parsed.success) listener(parsed.data as PushPayload<C>);
  else console.error('push refused', channel, parsed.error.issues.length);
}

function refuse(channel: InvokeChannel, part: string, detail: string): { ok: false; failure: Failure } {
  return { ok: false, failure: failure('ipcRefused', `${channel} ${part}: ${detail}`) };
}
