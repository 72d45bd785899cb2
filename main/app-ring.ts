import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from './config.ts';
import { POLICY_STREAM, policySubject } from './core/fleet-place.ts';
import type { Clock, Journal } from './core/ports.ts';
import type { RingEvent } from './core/ring-moves.ts';
import type { RingBeat, RingShown } from './core/ring-store.ts';
import type { CheckName, StationCheck } from './core/station-check.ts';
import type { FleetLink } from './fleet/link.ts';
import { writeRingFile } from './policy/ring-file.ts';
import { createRingKeeper, type RingKeeper } from './policy/ring-keeper.ts';
import type { StationDesk } from './station/desk.ts';

export interface RingParts {
  readonly config: Config;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly station: StationDesk;
  /** True while nobody is being served and nobody is at the supervisor's page. */
  readonly isFree: () => boolean;
  readonly restart: () => void;
}

/** This station's ring of policies while the program runs. */
export interface OpenRing {
  /** The connection that the journal streams over; without one only what is here already is looked after. */
  follow(link: FleetLink): void;
  shown(): RingShown;
  /** The desk of the daily check, whose outcome counts for or against a new policy. */
  readonly station: StationDesk;
  stop(): void;
}

/** Looks after the ring's policy as often as the head leaves; null where the machine's policy names no ring. */
export async function openRing(parts: RingParts): Promise<OpenRing | null> {
  const { ring: start, policy } = parts.config;
  if (start === null || policy.fleet === null) return null;
  const { trust } = start;
  const note = (event: RingEvent, envelope: string | null) =>
    noteEvent(parts.journal, trust.ring, event, envelope);
  for (const event of start.events) await note(event, start.inForce?.envelope ?? null);
  const keeper = createRingKeeper({
    start,
    write: (store) => writeRingFile(start.path, store),
    examine: async () => brokenOf(await parts.station.examine()),
    lastByPerson: async () => brokenOf((await parts.station.state()).today?.checks ?? []),
    note,
    isFree: parts.isFree,
    restart: parts.restart,
    clock: parts.clock,
  });
  const stopping = new AbortController();
  let link: FleetLink | null = null;
  const fetchDocument = async (): Promise<string | null> => {
    const found = await link?.last(POLICY_STREAM, policySubject(trust.bank, trust.ring));
    // A deletion in the bucket is signed by nobody, so it changes nothing: it leaves an empty message.
    return found?.ok === true && found.value !== null && found.value.data !== '' ? found.value.data : null;
  };
  void keepLooking(keeper, fetchDocument, policy.fleet.headEveryMs, stopping.signal);
  return {
    follow: (opened) => {
      link = opened;
    },
    shown: () => keeper.shown(),
    station: watchChecks(parts.station, keeper),
    stop: () => stopping.abort(),
  };
}

/** What the fleet is told of it: without the setting at fault, which is for people at the station. */
export function beatOf(ring: OpenRing | null): RingBeat | null {
  if (ring === null) return null;
  const { refused, ...shown } = ring.shown();
  if (refused === null) return { ...shown, refused };
  const { version, reason } = refused;
  return { ...shown, refused: { version, reason } };
}

async function keepLooking(
  keeper: RingKeeper,
  fetchDocument: () => Promise<string | null>,
  everyMs: number,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await keeper.tick(await fetchDocument());
    } catch (cause) {
      // Such as a full disk: nothing has changed then, and the next look tries again.
      const name = cause instanceof Error ? cause.name : 'unknown';
      process.stderr.write(`${JSON.stringify({ event: 'ring', error: name })}\n`);
    }
    // An abort ends the wait early; the loop looks at the signal.
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

async function noteEvent(
  journal: Journal,
  ring: string,
  { act, version, reason, broken }: RingEvent,
  envelope: string | null,
): Promise<void> {
  const document =
    envelope === null ? null : createHash('sha256').update(envelope).digest('hex').slice(0, 16);
  const facts = { act, ring: `ring:${ring}`, version, document, reason, broken };
  await journal.append({ type: 'ringPolicy', sessionId: null, facts });
}

const watchChecks = (station: StationDesk, keeper: RingKeeper): StationDesk => ({
  ...station,
  async check(findings) {
    const report = await station.check(findings);
    if (report.ok) await keeper.checked(brokenOf(report.value.checks));
    return report;
  },
});

const brokenOf = (checks: readonly StationCheck[]): readonly CheckName[] =>
  checks.filter(({ state }) => state === 'broken').map(({ name }) => name);
