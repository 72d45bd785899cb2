import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { failure } from '../core/failure.ts';
import { chainName, JOURNAL_STREAM } from '../core/fleet-place.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { failed, ok, type Result } from '../core/result.ts';
import type { FleetReader } from '../fleet/link.ts';
import { verifyStream, type ChainFinding } from '../fleet/verify-stream.ts';
import { parsePublicKey, type StationVerifier } from '../journal/station-key.ts';
import type { CommandIo, ExitStatus } from './command.ts';
import { CONNECT_OPTIONS, type ConnectWords, type FleetParts, withReader } from './fleet-connect.ts';
import { refuse } from './refuse.ts';
import { VERIFY_STREAM_USAGE } from './usage.ts';

const STREAM_VERIFICATION_SCHEMA = 'liveness-kiosk/stream-verification@1';

/**
 * Checks the chains of all stations, or of those named, on the bank's cluster.
 * Exit status: 0 whole, 1 not whole (station and first bad record are named), 2 unusable input, 3 no cluster.
 */
export async function runVerifyStream(
  args: readonly string[],
  io: CommandIo,
  parts: FleetParts | null,
): Promise<ExitStatus> {
  const asked = parse(args);
  if (!asked.ok) return refuse(asked.failure, io);
  const keys = await readKeys(asked.value.keyPaths);
  if (!keys.ok) return refuse(keys.failure, io);
  return withReader(asked.value.connect, parts, io, async (reader) => {
    const findings = await verify(reader, asked.value, keys.value);
    if (!findings.ok) return refuse(findings.failure, io);
    io.stdout(asked.value.json ? toJson(findings.value) : describe(findings.value, io));
    return findings.value.every(({ bad }) => bad === null) ? 0 : 1;
  });
}

async function verify(
  reader: FleetReader,
  { where }: Asked,
  keys: readonly StationVerifier[],
): Promise<Result<readonly ChainFinding[]>> {
  const forgets = await reader.forgets(JOURNAL_STREAM);
  if (!forgets.ok) return forgets;
  try {
    return ok(await verifyStream({ reader, where, keys, forgets: forgets.value }));
  } catch (cause) {
    return failed(failure('fleetUnreachable', String(cause), cause));
  }
}

const toJson = (chains: readonly ChainFinding[]): string =>
  `${JSON.stringify({ schema: STREAM_VERIFICATION_SCHEMA, isWhole: chains.every(({ bad }) => bad === null), chains }, null, 2)}\n`;

function describe(findings: readonly ChainFinding[], io: CommandIo): string {
  const { cli } = catalogues[io.language].fleet;
  if (findings.length === 0) return `${cli.none}\n`;
  const count = (value: number): string => value.toLocaleString(io.language);
  const bad = findings.filter((finding) => finding.bad !== null);
  const records = findings.reduce(
    (sum, { firstSeq, lastSeq }) => sum + (lastSeq === 0 ? 0 : lastSeq - firstSeq + 1),
    0,
  );
  const [first] = findings;
  return [
    bad.length === 0
      ? cli.whole(count(findings.length), count(records))
      : cli.notWhole(count(bad.length), count(findings.length)),
    ...findings.map((finding) => line(finding, io)),
    ...(first?.isKeyFromStream ? [cli.keysFromStream] : []),
    '',
  ].join('\n');
}

function line({ chain, firstSeq, lastSeq, pending, bad }: ChainFinding, io: CommandIo): string {
  const { cli, problems } = catalogues[io.language].fleet;
  const state =
    bad === null
      ? cli.good(String(firstSeq), String(lastSeq))
      : `${cli.bad(String(bad.seq), problems[bad.problem])} [${bad.problem}]`;
  const notes = [
    ...(pending === null ? [cli.unheard] : []),
    ...((pending ?? 0) > 0 ? [cli.pending(String(pending))] : []),
  ];
  return `  ${chainName(chain)}: ${[state, ...notes].join('; ')}`;
}

interface Asked {
  readonly where: {
    readonly bank: string | null;
    readonly branch: string | null;
    readonly station: string | null;
  };
  readonly keyPaths: readonly string[];
  readonly json: boolean;
  readonly connect: ConnectWords;
}

const OPTIONS = {
  ...CONNECT_OPTIONS,
  stream: { type: 'boolean' },
  bank: { type: 'string' },
  branch: { type: 'string' },
  station: { type: 'string' },
  key: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const;

function parse(args: readonly string[]): Result<Asked> {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    const { bank = null, branch = null, station = null, key = [], json = false } = values;
    return ok({ where: { bank, branch, station }, keyPaths: key, json, connect: values });
  } catch (cause) {
    return failed(failure('usage', VERIFY_STREAM_USAGE, cause));
  }
}

async function readKeys(paths: readonly string[]): Promise<Result<readonly StationVerifier[]>> {
  const keys: StationVerifier[] = [];
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) return failed(failure('inputMissing', path));
    const key = parsePublicKey(text);
    if (key === null) return failed(failure('inputUnreadable', path));
    keys.push(key);
  }
  return ok(keys);
}
