import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failure } from '../core/failure.ts';
import { fleetCsv } from '../core/fleet-csv.ts';
import { fleetRows, type FleetRow } from '../core/fleet-view.ts';
import type { Exported } from '../core/history.ts';
import type { Clock } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import type { FleetReader } from './link.ts';
import { readFleet } from './read-fleet.ts';

export interface FleetDeskOptions {
  /** Fails with `fleetMissing` where no cluster is named, and as `connectNats` does. */
  readonly openReader: () => Promise<Result<FleetReader>>;
  readonly isSupervisor: () => boolean;
  /** Exports are left here; the page never names a path. */
  readonly exportFolder: string;
  readonly clock: Clock;
}

/** The bank's stations as head office may see them. */
export interface FleetDesk {
  view(days: number): Promise<Result<readonly FleetRow[]>>;
  /** The same as a CSV file. */
  export(days: number): Promise<Result<Exported>>;
}

const DAY_MS = 86_400_000;

/** SECURITY: nothing of the fleet is told to anybody but a supervisor (test/fleet/fleet-desk.test.ts). */
export function createFleetDesk(options: FleetDeskOptions): FleetDesk {
  const { isSupervisor, exportFolder, clock } = options;
  const view = async (days: number): Promise<Result<readonly FleetRow[]>> =>
    isSupervisor() ? readRows(options, days) : failed(failure('supervisorNeeded'));
  return {
    view,
    async export(days) {
      const rows = await view(days);
      if (!rows.ok) return rows;
      const stamp = new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
      const fileName = `fleet-${stamp}.csv`;
      try {
        await mkdir(exportFolder, { recursive: true, mode: 0o700 });
        await writeFile(join(exportFolder, fileName), fleetCsv(rows.value), { mode: 0o600, flush: true });
        return ok({ fileName, count: rows.value.length, copies: [] });
      } catch (cause) {
        return failed(failure('exportFailed', String(cause), cause));
      }
    },
  };
}

async function readRows(
  { openReader, clock }: FleetDeskOptions,
  days: number,
): Promise<Result<readonly FleetRow[]>> {
  const reader = await openReader();
  if (!reader.ok) return reader;
  const nowMs = clock.now();
  try {
    const fold = await readFleet({ reader: reader.value, where: {}, sinceMs: nowMs - days * DAY_MS });
    return ok(fleetRows(fold.stations(), nowMs));
  } catch (cause) {
    return failed(failure('fleetUnreachable', String(cause), cause));
  } finally {
    await reader.value.close();
  }
}
