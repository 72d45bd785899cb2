import { afterEach, describe, expect, it } from 'vitest';
import { failure } from '../../main/core/failure.ts';
import { fleetSettingsSchema } from '../../main/core/fleet-settings.ts';
import { failed, ok } from '../../main/core/result.ts';
import { startStreaming, type Streaming, type StreamingOptions } from '../../main/fleet/streaming.ts';
import { fakeStream } from './fake-stream.ts';

let running: Streaming | null = null;
afterEach(() => running?.stop());

/** Resolves with their number when so many heads have left; the streamer drains as `drain` does. */
function untilHeads(
  count: number,
  drain: (signal: AbortSignal) => Promise<void>,
  change: Partial<StreamingOptions> = {},
): Promise<number> {
  return new Promise((done) => {
    let heads = 0;
    running = startStreaming({
      openLink: () => Promise.resolve(ok(fakeStream())),
      createStreamer: () => ({
        async drain(signal) {
          await drain(signal);
          return { sent: 0, hasMore: false, failure: null };
        },
        beat() {
          heads += 1;
          if (heads === count) done(heads);
          return Promise.resolve(ok(undefined));
        },
      }),
      everyMs: 60_000,
      headEveryMs: 100,
      uptimeMs: () => performance.now(),
      random: () => 0,
      onChange: () => undefined,
      ...change,
    });
  });
}

describe('the head of a station’s chain', () => {
  it('leaves an idle station as often as the policy says, however seldom the journal is looked at', async () => {
    await expect(untilHeads(4, () => Promise.resolve())).resolves.toBe(4);
  });

  it('leaves a station with days of records to send when it is due, between two of them', async () => {
    const endless = (signal: AbortSignal): Promise<void> =>
      new Promise((done) => signal.addEventListener('abort', () => done()));
    await expect(untilHeads(2, endless)).resolves.toBe(2);
  });

  it('leaves as soon as a cluster that could not be reached is there', async () => {
    let asked = 0;
    const openLink = () =>
      Promise.resolve(asked++ === 0 ? failed(failure('fleetUnreachable')) : ok(fakeStream()));
    await expect(untilHeads(1, () => Promise.resolve(), { openLink })).resolves.toBe(1);
    expect(asked).toBe(2);
  });

  it('cannot be told by any policy to wait a minute', () => {
    const fleet = { servers: ['tls://a:1'], bank: 'b', branch: 'b', station: 's' };
    expect(fleetSettingsSchema.parse(fleet)?.headEveryMs).toBe(20_000);
    expect(fleetSettingsSchema.safeParse({ ...fleet, headEveryMs: 56_000 }).success).toBe(false);
  });
});
