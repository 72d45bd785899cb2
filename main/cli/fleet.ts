import { parseArgs } from 'node:util';
import { failure } from '../core/failure.ts';
import { fleetCsv } from '../core/fleet-csv.ts';
import { fleetRows, type FleetRow } from '../core/fleet-view.ts';
import { stationPermissions } from '../core/fleet-place.ts';
import { placeSchema } from '../core/fleet-place.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { readFleet } from '../fleet/read-fleet.ts';
import type { Command, CommandIo, ExitStatus } from './command.ts';
import {
  CONNECT_OPTIONS,
  linkSettings,
  noServer,
  type ConnectWords,
  type FleetParts,
  withReader,
} from './fleet-connect.ts';
import { fleetPolicy } from './fleet-policy.ts';
import { fleetText } from './fleet-text.ts';
import { refuse } from './refuse.ts';
import { FLEET_USAGE } from './usage.ts';

const FLEET_SCHEMA = 'liveness-kiosk/fleet@1';

/**
 * Head office's view of all stations; the set-up of the cluster; a station's rights on it.
 * Exit status: 0 every station may work, 1 one may not, 2 usage, 3 no cluster.
 */
export function fleetCommand(parts: FleetParts | null): Command {
  return {
    async run(args, io) {
      if (args[0] === 'policy') return fleetPolicy(args.slice(1), parts, io);
      const asked = parse(args);
      if (!asked.ok) return refuse(asked.failure, io);
      const { act } = asked.value;
      if (act === 'account') return account(asked.value, io);
      return act === 'init' ? init(asked.value, parts, io) : view(asked.value, parts, io);
    },
  };
}

interface Asked {
  readonly act: 'view' | 'init' | 'account';
  readonly words: readonly string[];
  readonly where: { readonly bank: string | null; readonly branch: string | null };
  readonly days: number;
  readonly format: 'text' | 'json' | 'csv';
  readonly replicas: number;
  readonly maxBytes: number | null;
  readonly connect: ConnectWords;
}

const OPTIONS = {
  ...CONNECT_OPTIONS,
  days: { type: 'string', default: '1' },
  bank: { type: 'string' },
  branch: { type: 'string' },
  replicas: { type: 'string', default: '3' },
  'max-gb': { type: 'string' },
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
} as const;

function parse(args: readonly string[]): Result<Asked> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [act = 'view', ...words] = positionals;
    const days = Number(values.days);
    const replicas = Number(values.replicas);
    const maxGb = values['max-gb'] === undefined ? null : Number(values['max-gb']);
    const isGood =
      ((act === 'view' && words.length === 0) ||
        (act === 'init' && words.length === 0) ||
        (act === 'account' && words.length === 3)) &&
      days > 0 &&
      days <= 3660 &&
      [1, 3, 5].includes(replicas) &&
      (maxGb === null || maxGb > 0) &&
      !(values.json === true && values.csv === true);
    if (!isGood) return failed(failure('usage', FLEET_USAGE));
    return ok({
      act,
      words,
      where: { bank: values.bank ?? null, branch: values.branch ?? null },
      days,
      format: values.json === true ? 'json' : values.csv === true ? 'csv' : 'text',
      replicas,
      maxBytes: maxGb === null ? null : Math.round(maxGb * 1e9),
      connect: values,
    });
  } catch (cause) {
    return failed(failure('usage', FLEET_USAGE, cause));
  }
}

const DAY_MS = 86_400_000;

async function view(
  { connect, where, days, format }: Asked,
  parts: FleetParts | null,
  io: CommandIo,
): Promise<ExitStatus> {
  return withReader(connect, parts, io, async (reader) => {
    const nowMs = Date.now();
    const sinceMs = nowMs - days * DAY_MS;
    const rows = await readFleet({ reader, where, sinceMs }).then(
      (fold) => ok(fleetRows(fold.stations(), nowMs)),
      (cause: unknown): Result<readonly FleetRow[]> =>
        failed(failure('fleetUnreachable', String(cause), cause)),
    );
    if (!rows.ok) return refuse(rows.failure, io);
    if (format === 'csv') io.stdout(fleetCsv(rows.value));
    else if (format === 'json')
      io.stdout(`${JSON.stringify({ schema: FLEET_SCHEMA, days, stations: rows.value }, null, 2)}\n`);
    else io.stdout(fleetText(rows.value, days, io.language));
    return rows.value.some(({ standing }) => standing === 'noGo') ? 1 : 0;
  });
}

async function init(
  { connect, replicas, maxBytes }: Asked,
  parts: FleetParts | null,
  io: CommandIo,
): Promise<ExitStatus> {
  const settings = await linkSettings(connect, parts);
  if (!settings.ok) return refuse(settings.failure, io);
  if (settings.value === null) return noServer(io);
  const { openFleetAdmin } = await import('../fleet/nats-admin.ts');
  const admin = await openFleetAdmin(settings.value);
  if (!admin.ok) return refuse(admin.failure, io);
  const made = await admin.value.setUp({ replicas, maxBytes });
  await admin.value.close();
  if (!made.ok) return refuse(made.failure, io);
  io.stdout(`${catalogues[io.language].fleet.cli.ready}\n`);
  return 0;
}

/** The rights to give a station's account, as a part of the servers' configuration. */
function account({ words: [bank, branch, station] }: Asked, io: CommandIo): ExitStatus {
  const place = placeSchema.safeParse({ bank, branch, station });
  if (!place.success) return refuse(failure('usage', FLEET_USAGE), io);
  io.stdout(`permissions: ${JSON.stringify(stationPermissions(place.data), null, 2)}\n`);
  return 0;
}
