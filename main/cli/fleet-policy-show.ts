import { failure } from '../core/failure.ts';
import { POLICY_STREAM, policySubject } from '../core/fleet-place.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { openEnvelope, type IsSigned, type RingDocument } from '../core/ring-document.ts';
import type { FleetReader } from '../fleet/link.ts';
import type { CommandIo, ExitStatus } from './command.ts';
import { refuse } from './refuse.ts';

export interface ShowWords {
  readonly bank?: string | undefined;
  readonly ring?: string | undefined;
  readonly json?: boolean | undefined;
}

/** What lies on the cluster for one ring. */
interface RingOnCluster {
  /** "BANK.RING", by the key of the bucket. */
  readonly name: string;
  readonly signature: 'good' | 'bad' | 'unchecked';
  /** Null where it is no document. */
  readonly document: RingDocument | null;
}

/** The newest policy of each ring on the cluster. */
export async function showRings(
  { bank, ring, json }: ShowWords,
  isSigned: IsSigned | null,
  reader: FleetReader,
  io: CommandIo,
): Promise<ExitStatus> {
  const newest = new Map<string, string>();
  const filter = policySubject(bank ?? null, ring ?? null);
  try {
    for await (const { subject, data } of reader.read({ stream: POLICY_STREAM, filter, sinceMs: null }))
      newest.set(subject.split('.').slice(2).join('.'), data);
  } catch (cause) {
    return refuse(failure('fleetUnreachable', String(cause), cause), io);
  }
  const rings = [...newest].map(([name, data]) => lookAt(name, data, isSigned)).toSorted(byName);
  io.stdout(json === true ? `${JSON.stringify(rings, null, 2)}\n` : textOf(rings, io));
  return rings.some(({ signature, document }) => signature === 'bad' || document === null) ? 1 : 0;
}

function lookAt(name: string, data: string, isSigned: IsSigned | null): RingOnCluster {
  const read = openEnvelope(data, () => true);
  const document = read.isGood ? read.document : null;
  if (isSigned === null) return { name, signature: 'unchecked', document };
  return { name, signature: openEnvelope(data, isSigned).isGood ? 'good' : 'bad', document };
}

const byName = (a: RingOnCluster, b: RingOnCluster): number => (a.name < b.name ? -1 : 1);

function textOf(rings: readonly RingOnCluster[], io: CommandIo): string {
  const { cli, refusals } = catalogues[io.language].ring;
  if (rings.length === 0) return `${cli.empty}\n`;
  const lines = rings.flatMap(({ name, signature, document }) =>
    document === null
      ? [`${name}: ${refusals.malformed}`]
      : [
          `${name}: ${cli.line(String(document.version), document.notBefore, document.expires)}, ${cli.signatures[signature]}`,
          `    ${JSON.stringify(document.settings)}`,
        ],
  );
  return `${lines.join('\n')}\n`;
}
