import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import type { FleetLink } from './link.ts';
import type { Drained, Streamer } from './streamer.ts';

export interface StreamingOptions {
  readonly openLink: () => Promise<Result<FleetLink>>;
  readonly createStreamer: (link: FleetLink) => Streamer;
  readonly everyMs: number;
  readonly headEveryMs: number;
  /** Milliseconds that no change of the clock touches. */
  readonly uptimeMs: () => number;
  /** Between 0 and 1: spreads a thousand stations that lost the cluster at the same moment. */
  readonly random: () => number;
  /** Told when a round failed after one that did not, and the other way round. */
  readonly onChange: (failure: Failure | null) => void;
}

export interface Streaming {
  /** Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

/** A failed round is tried again after this long, then twice as long each time; the head still leaves within a minute of the cluster's return. */
const RETRY_MS = 1000;
const LONGEST_RETRY_MS = 20_000;
/** A long queue makes room for the head when it is due, and for whoever stops this so often. */
const ROUND_MS = 10_000;
const SHORTEST_ROUND_MS = 1000;

/** Streams for as long as the program runs. Nothing that happens here reaches a session: failures are told and retried. */
export function startStreaming(options: StreamingOptions): Streaming {
  const stopping = new AbortController();
  const running = run(options, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function run(options: StreamingOptions, signal: AbortSignal): Promise<void> {
  let retries = 0;
  while (!signal.aborted) {
    const opened = await options.openLink();
    if (opened.ok) {
      await streamOver(opened.value, options, signal);
      await opened.value.close();
      return;
    }
    options.onChange(opened.failure);
    await wait(backoff(retries++, options.random()), signal);
  }
}

async function streamOver(link: FleetLink, options: StreamingOptions, signal: AbortSignal): Promise<void> {
  const { everyMs, headEveryMs, uptimeMs, random, onChange } = options;
  const streamer = options.createStreamer(link);
  let nextBeatMs = -Infinity;
  let retries = 0;
  const untilBeatMs = (): number => Math.max(0, nextBeatMs - uptimeMs());
  while (!signal.aborted) {
    const roundMs = Math.max(SHORTEST_ROUND_MS, Math.min(ROUND_MS, untilBeatMs()));
    const drained = await streamer.drain(AbortSignal.any([signal, AbortSignal.timeout(roundMs)]));
    let { failure } = drained;
    // After everything else has left, so that the head says how far it has come.
    if (!signal.aborted && uptimeMs() >= nextBeatMs) {
      const beaten = await streamer.beat();
      if (beaten.ok) nextBeatMs = uptimeMs() + headEveryMs;
      else failure ??= beaten.failure;
    }
    onChange(failure);
    retries = isProgress(drained) ? 0 : retries + 1;
    if (failure !== null) await wait(backoff(retries, random()), signal);
    else if (!drained.hasMore) await wait(Math.min(everyMs, untilBeatMs()), signal);
  }
}

/** Whether the last round got anywhere. */
const isProgress = ({ sent, failure }: Drained): boolean => sent > 0 || failure === null;

const backoff = (retries: number, random: number): number =>
  Math.min(RETRY_MS * 2 ** Math.min(retries, 6), LONGEST_RETRY_MS) * (0.5 + random / 2);

const wait = async (ms: number, signal: AbortSignal): Promise<void> => {
  // An abort ends the wait early; the caller looks at the signal.
  await sleep(ms, undefined, { signal }).catch(() => undefined);
};
