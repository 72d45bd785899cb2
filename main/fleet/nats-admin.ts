import { failed, ok, type Result } from '../core/result.ts';
import type { LinkSettings } from './link.ts';
import { connectNats, linkFailure } from './nats-connect.ts';
import { makeStreams, type FleetSizes } from './nats-link.ts';

/** Head office's own acts on the cluster. */
export interface FleetAdmin {
  /** Makes the streams, or leaves them as they are. */
  setUp(sizes: FleetSizes): Promise<Result<void>>;
  close(): Promise<void>;
}

/** Connects with an account that may manage JetStream; see `connectNats` for the failures. */
export async function openFleetAdmin(settings: LinkSettings): Promise<Result<FleetAdmin>> {
  const connected = await connectNats(settings);
  if (!connected.ok) return connected;
  const connection = connected.value;
  return ok({
    async setUp(sizes) {
      try {
        await makeStreams(connection, sizes, settings.timeoutMs);
        return ok(undefined);
      } catch (cause) {
        return failed(linkFailure(cause));
      }
    },
    close: () => connection.close(),
  });
}
