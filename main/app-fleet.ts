import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import packageJson from '../package.json' with { type: 'json' };
import type { Config } from './config.ts';
import type { FleetSettings } from './core/fleet-settings.ts';
import { inboxPrefix, type Chain } from './core/fleet-place.ts';
import { failure, type Failure } from './core/failure.ts';
import { settingAt } from './core/policy-settings.ts';
import type { Clock, Desk } from './core/ports.ts';
import { failed, ok, type Result } from './core/result.ts';
import type { Session, StateName } from './core/session-shape.ts';
import type { Mode } from './core/verdict-shape.ts';
import { createFleetDesk, type FleetDesk, type FleetDeskOptions } from './fleet/fleet-desk.ts';
import type { FleetReader } from './fleet/link.ts';
import { createStreamer } from './fleet/streamer.ts';
import { startStreaming, type Streaming } from './fleet/streaming.ts';
import { readDeviceId } from './journal/device-id.ts';
import type { OpenJournal } from './journal/journal.ts';
import { beatOf, type OpenRing } from './app-ring.ts';

export interface FleetStation {
  readonly config: Config;
  readonly mode: Mode;
  readonly journal: OpenJournal;
  readonly clock: Clock;
  readonly readKey: () => Promise<Result<string>>;
  readonly session: () => Session;
  readonly notes: Desk['notes'];
  readonly ring: OpenRing | null;
}

/** States in which camera, encoder or upload need this computer. */
const BUSY: ReadonlySet<StateName> = new Set([
  'face.recording',
  'face.checking',
  'card.scanning',
  'card.checking',
  'sending',
]);

const TIMEOUT_MS = 5000;

/** Streams this station's journal to the bank's cluster, where the policy says so; null where it does not. */
export async function openFleet(station: FleetStation): Promise<Streaming | null> {
  const { config, mode, journal, clock } = station;
  const { fleet } = config.policy;
  if (fleet === null || (mode === 'practice' && !fleet.practice)) return null;
  const { bank, branch, station: name } = fleet;
  const chain: Chain = { bank, branch, station: name, mode, keyId: journal.signer.keyId };
  const isBusy = (): boolean => BUSY.has(station.session().name);
  const device = await readDeviceId();
  const policy = { fingerprint: fingerprintOf(config), isClosed: config.isClosed };
  const status = () => {
    const { use, quota } = station.notes();
    return { device, version: packageJson.version, use, quota, policy, ring: beatOf(station.ring) };
  };
  return startStreaming({
    openLink: () => openLink(fleet, station.readKey),
    createStreamer: (link) => {
      station.ring?.follow(link);
      return createStreamer({ journal, chain, link, clock, isBusy, status });
    },
    everyMs: fleet.everyMs,
    headEveryMs: fleet.headEveryMs,
    uptimeMs: () => performance.now(),
    random: Math.random,
    onChange: tellChanges(),
  });
}

/** Tells at head office which stations work with another policy than the rest; a station's own names are left out. */
function fingerprintOf({ policyState }: Config): string {
  const common = policyState.settings
    .filter(
      ({ path }) => path !== 'stationId' && !path.startsWith('fleet.') && settingAt(path)?.forUser !== true,
    )
    .map(({ path, value }) => [path, value]);
  return createHash('sha256').update(JSON.stringify(common)).digest('hex').slice(0, 8);
}

/** Head office's view of the bank's stations; its account must be allowed to read them. */
export function openFleetDesk(
  { config, clock, readKey }: Pick<FleetStation, 'config' | 'clock' | 'readKey'>,
  rest: Pick<FleetDeskOptions, 'isSupervisor' | 'exportFolder'>,
): FleetDesk {
  const { fleet } = config.policy;
  const openReader = (): Promise<Result<FleetReader>> =>
    fleet === null ? Promise.resolve(failed(failure('fleetMissing'))) : openLink(fleet, readKey);
  return createFleetDesk({ ...rest, openReader, clock });
}

async function openLink(
  fleet: FleetSettings,
  readKey: FleetStation['readKey'],
): Promise<Result<FleetReader>> {
  const ca = fleet.caPath === null ? ok(null) : await readPem(fleet.caPath);
  if (!ca.ok) return ca;
  const credentials = await readKey();
  if (!credentials.ok) return credentials;
  // Loaded where it is used: most stations and commands have no cluster.
  const { openNatsLink } = await import('./fleet/nats-link.ts');
  return openNatsLink({
    servers: fleet.servers,
    caPem: ca.value,
    credentials: credentials.value,
    name: `liveness-kiosk ${fleet.bank}.${fleet.branch}.${fleet.station}`,
    inboxPrefix: inboxPrefix(fleet),
    timeoutMs: TIMEOUT_MS,
  });
}

async function readPem(path: string): Promise<Result<string>> {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? failed(failure('policyInvalid', `fleet.caPath: ${path}`)) : ok(text);
}

/** One line in the log when streaming begins to fail, changes its reason, or works again. */
function tellChanges(): (failed: Failure | null) => void {
  let told: string | null = null;
  return (now) => {
    const code = now?.code ?? null;
    if (code === told) return;
    told = code;
    process.stderr.write(`${JSON.stringify({ event: 'fleet', code })}\n`);
  };
}
