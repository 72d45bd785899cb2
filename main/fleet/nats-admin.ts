import { Kvm } from '@nats-io/kv';
import { POLICY_BUCKET } from '../core/fleet-place.ts';
import { failed, ok, type Result } from '../core/result.ts';
import type { LinkSettings } from './link.ts';
import { connectNats, linkFailure } from './nats-connect.ts';
import { makeStreams, type FleetSizes } from './nats-link.ts';

/** Head office's own acts on the cluster. */
export interface FleetAdmin {
  /** Makes the streams and the policy bucket, or leaves them as they are. */
  setUp(sizes: FleetSizes): Promise<Result<void>>;
  /** Puts a ring's policy ("BANK.RING") in place of the one before. */
  putPolicy(key: string, text: string): Promise<Result<void>>;
  close(): Promise<void>;
}

/** Older policies of a ring that the bucket keeps. */
const HISTORY = 20;

/** Connects with an account that may manage JetStream; see `connectNats` for the failures. */
export async function openFleetAdmin(settings: LinkSettings): Promise<Result<FleetAdmin>> {
  const connected = await connectNats(settings);
  if (!connected.ok) return connected;
  const connection = connected.value;
  return ok({
    setUp: (sizes) =>
      attempt(async () => {
        await makeStreams(connection, sizes, settings.timeoutMs);
        const options = { replicas: sizes.replicas, history: HISTORY, allow_direct: true };
        await new Kvm(connection).create(POLICY_BUCKET, options);
      }),
    putPolicy: (key, text) =>
      attempt(async () => {
        const bucket = await new Kvm(connection).open(POLICY_BUCKET);
        await bucket.put(key, text);
      }),
    close: () => connection.close(),
  });
}

async function attempt(act: () => Promise<void>): Promise<Result<void>> {
  try {
    await act();
    return ok(undefined);
  } catch (cause) {
    return failed(linkFailure(cause));
  }
}
