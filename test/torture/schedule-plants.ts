import type { RunnerPorts } from '../../main/session/runner-ports.ts';

/** Bugs that somebody might write one day; each breaks one law. */
export const plants = [
  'sendsTwice',
  'sendsUnrecorded',
  'approvesAnything',
  'keepsMedia',
  'neverTimesOut',
] as const;
export type Plant = (typeof plants)[number];

/** The ports with one bug in them. */
export function planted(plant: Plant | null, ports: RunnerPorts): RunnerPorts {
  const { service, journal, vault } = ports;
  switch (plant) {
    case 'sendsTwice':
      return {
        ...ports,
        service: {
          ...service,
          async submit(...what) {
            const end = await service.submit(...what);
            return end.kind === 'unknown' ? service.submit(...what) : end;
          },
        },
      };
    case 'sendsUnrecorded':
      return {
        ...ports,
        journal: {
          async append(event) {
            await journal.append(event);
            return { ok: true, value: undefined };
          },
        },
      };
    case 'approvesAnything':
      return {
        ...ports,
        service: {
          ...service,
          async submit(...what) {
            const end = await service.submit(...what);
            return end.kind === 'answered'
              ? { ...end, verdict: { ...end.verdict, outcome: 'approved' } }
              : end;
          },
        },
      };
    case 'keepsMedia':
      return { ...ports, vault: { ...vault, drop: () => undefined } };
    case 'neverTimesOut':
      return { ...ports, alarm: () => () => undefined };
    case null:
      return ports;
  }
}
