import { judgeClock } from '../core/judge-machine.ts';
import type { ServiceProbe } from '../core/ports.ts';
import { type StationCheck, unwell, well } from '../core/station-check.ts';

/** TLS to the service and the clock against the service's own: nothing is uploaded and nothing is billed. */
export async function checkService(
  service: ServiceProbe,
  { nowMs, lastRecordMs }: { readonly nowMs: () => number; readonly lastRecordMs: number | null },
  signal: AbortSignal,
): Promise<readonly StationCheck[]> {
  const answer = await service.probe(signal);
  if (!answer.ok) {
    const { code, detail } = answer.failure;
    const cause = code === 'serviceUntrusted' ? 'serviceUntrusted' : 'serviceUnreachable';
    return [
      unwell('tls', 'broken', cause, `${service.address}: ${detail ?? code}`),
      judgeClock({ nowMs: nowMs(), serviceMs: null, lastRecordMs }),
    ];
  }
  const { protocol, issuer, dateMs } = answer.value;
  return [
    well('tls', `${service.address}: ${protocol}, ${issuer}`),
    judgeClock({ nowMs: nowMs(), serviceMs: dateMs, lastRecordMs }),
  ];
}
