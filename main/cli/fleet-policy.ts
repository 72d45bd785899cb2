import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { failure } from '../core/failure.ts';
import { POLICY_STREAM, policySubject } from '../core/fleet-place.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { parseJson } from '../core/parse-json.ts';
import { failed, ok, type Result } from '../core/result.ts';
import {
  openEnvelope,
  ringDocumentSchema,
  sealEnvelope,
  type IsSigned,
  type RingDocument,
  type RingRefusal,
} from '../core/ring-document.ts';
import { isExpired } from '../core/ring-moves.ts';
import { ringProblem, ringSource } from '../core/ring-policy.ts';
import type { FleetReader } from '../fleet/link.ts';
import { policySigner, policyVerifier } from '../policy/ring-signature.ts';
import type { CommandIo, ExitStatus } from './command.ts';
import { CONNECT_OPTIONS, type ConnectWords, type FleetParts, withReader } from './fleet-connect.ts';
import { showRings, type ShowWords } from './fleet-policy-show.ts';
import { refuse } from './refuse.ts';
import { FLEET_POLICY_USAGE } from './usage.ts';

const OPTIONS = {
  ...CONNECT_OPTIONS,
  bank: { type: 'string' },
  ring: { type: 'string' },
  version: { type: 'string' },
  from: { type: 'string' },
  until: { type: 'string' },
  key: { type: 'string' },
  'private-key': { type: 'string' },
  json: { type: 'boolean' },
} as const;

type PolicyWords = ConnectWords &
  ShowWords & {
    readonly [K in 'version' | 'from' | 'until' | 'key' | 'private-key']?: string | undefined;
  };

/**
 * Head office's rings: signs a policy, puts it on the cluster, shows what lies there. Exit status: 0 done, 1 shown
 * with a signature that is not the key's, 2 usage or nothing a station would take, 3 no cluster.
 */
export async function fleetPolicy(
  args: readonly string[],
  parts: FleetParts | null,
  io: CommandIo,
): Promise<ExitStatus> {
  const asked = parse(args);
  if (!asked.ok) return refuse(asked.failure, io);
  const { act, file, words } = asked.value;
  if (act === 'sign') return sign(file, words, io);
  const verifier = readVerifier(words.key, parts, io);
  if (verifier === 'unusable') return 2;
  if (act === 'put' && verifier === null) return say(catalogues[io.language].ring.cli.keyNeeded, io);
  const document = act === 'put' ? readText(file) : ok('');
  if (!document.ok) return refuse(document.failure, io);
  return withReader(words, parts, io, (reader) =>
    verifier !== null && act === 'put'
      ? put(document.value, verifier, reader, io)
      : showRings(words, verifier, reader, io),
  );
}

interface Asked {
  readonly act: 'sign' | 'put' | 'show';
  readonly file: string;
  readonly words: PolicyWords;
}

function parse(args: readonly string[]): Result<Asked> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [act, file = '', ...more] = positionals;
    if (
      more.length > 0 ||
      (act !== 'sign' && act !== 'put' && act !== 'show') ||
      (act === 'show') !== (file === '')
    )
      return failed(failure('usage', FLEET_POLICY_USAGE));
    return ok({ act, file, words: values });
  } catch (cause) {
    return failed(failure('usage', FLEET_POLICY_USAGE, cause));
  }
}

/** SECURITY: the private key comes out of a file or standard input, never as an argument, and goes nowhere. */
function sign(file: string, words: PolicyWords, io: CommandIo): ExitStatus {
  const text = catalogues[io.language].ring;
  const keyPath = words['private-key'];
  if (keyPath === undefined) return refuse(failure('usage', FLEET_POLICY_USAGE), io);
  const settings = readText(file);
  if (!settings.ok) return refuse(settings.failure, io);
  const document = ringDocumentSchema.safeParse({
    v: 1,
    bank: words.bank,
    ring: words.ring,
    version: Number(words.version),
    notBefore: toMoment(words.from ?? new Date().toISOString()),
    expires: toMoment(words.until),
    settings: parseJson(settings.value),
  });
  if (!document.success) {
    const issues = document.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return refuse(failure('usage', issues.join('; ')), io);
  }
  const { ring, version } = document.data;
  const problem = ringProblem(ringSource(ring, version, document.data.settings), []);
  if (problem !== null)
    return say(`${text.cli.notSigned(text.refusals[problem.reason])} (${problem.detail})`, io);
  const pem = keyPath === '-' ? ok(readFileSync(0, 'utf8')) : readText(keyPath);
  if (!pem.ok) return refuse(pem.failure, io);
  const signer = policySigner(pem.value);
  if (signer === null) return say(text.cli.notAKey, io);
  const body = JSON.stringify(document.data);
  io.stdout(`${sealEnvelope(body, signer.sign(body))}\n`);
  io.stderr(`${text.cli.publicKey(signer.publicKey)}\n`);
  return 0;
}

async function put(
  envelope: string,
  isSigned: IsSigned,
  reader: FleetReader,
  io: CommandIo,
): Promise<ExitStatus> {
  const opened = openEnvelope(envelope.trim(), isSigned);
  if (!opened.isGood) return notPut(opened.reason, io);
  const { bank, ring, version, notBefore, expires } = opened.document;
  const reason = reasonAgainst(opened.document);
  if (reason !== null) return notPut(reason, io);
  const subject = policySubject(bank, ring);
  const before = await reader.lastOfLeader(POLICY_STREAM, subject);
  if (!before.ok) return refuse(before.failure, io);
  const there = before.value === null ? null : openEnvelope(before.value.data, isSigned);
  if (there?.isGood === true && there.document.version >= version) return notPut('older', io);
  const ended = await reader.publish({
    subject,
    id: `${bank}.${ring}:${version}`,
    headers: {},
    data: envelope.trim(),
    // Whoever put another one in the meantime has to be looked at first.
    after: before.value?.streamSeq ?? 0,
  });
  if (!ended.ok) return refuse(ended.failure, io);
  if (ended.value.kind === 'notNext') return notPut('older', io);
  io.stdout(`${catalogues[io.language].ring.cli.put(ring, String(version), notBefore, expires)}\n`);
  return 0;
}

/** What a station would refuse is not put. */
function reasonAgainst(document: RingDocument): RingRefusal | null {
  if (isExpired(document, Date.now())) return 'expired';
  const { ring, version, settings } = document;
  return ringProblem(ringSource(ring, version, settings), [])?.reason ?? null;
}

function notPut(reason: RingRefusal, io: CommandIo): ExitStatus {
  const { cli, refusals } = catalogues[io.language].ring;
  return say(cli.notPut(refusals[reason]), io);
}

function readVerifier(
  path: string | undefined,
  parts: FleetParts | null,
  io: CommandIo,
): IsSigned | null | 'unusable' {
  const known = path === undefined ? ok(parts?.settings?.policyKey ?? null) : readText(path);
  if (!known.ok) {
    refuse(known.failure, io);
    return 'unusable';
  }
  const verifier = known.value === null ? null : policyVerifier(known.value);
  if (known.value === null || verifier !== null) return verifier;
  say(catalogues[io.language].ring.cli.notAPublicKey, io);
  return 'unusable';
}

function readText(path: string): Result<string> {
  try {
    return ok(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    return failed(failure('inputMissing', path, cause));
  }
}

/** A day or a moment as people write it, in UTC; what is none stays, and the schema refuses it. */
function toMoment(text: string | undefined): string | undefined {
  const atMs = Date.parse(text ?? '');
  return Number.isNaN(atMs) ? text : new Date(atMs).toISOString();
}

function say(sentence: string, io: CommandIo): ExitStatus {
  io.stderr(`${sentence}\n`);
  return 2;
}
