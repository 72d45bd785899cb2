import { createHash } from 'node:crypto';
import type { HandOverNote } from '../core/desk.ts';
import { failure, isDiskFull, type Failure } from '../core/failure.ts';
import type { HandOver, SessionEvidence, StationSigner } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { archiveOf, bundleName, namedBundle, type SealedBundle } from './bundle.ts';
import type { Recipient } from './seal.ts';
import type { Spool } from './spool.ts';

/** Takes one sealed bundle to the bank; `ok` means that the bank has it whole. */
export type Carrier = (bundle: SealedBundle) => Promise<Result<void>>;

export interface HandOverOptions {
  readonly recipient: Recipient;
  readonly signer: StationSigner;
  readonly stationId: string;
  readonly spool: Spool;
  readonly carry: Carrier;
  /** A bundle that waited is with the bank now. */
  readonly onLateDelivery: (reference: string, sha256Prefix: string) => Promise<void>;
  /** How long the verdict waits for the bank; the try itself goes on. */
  readonly patienceMs: number;
}

export interface OpenHandOver extends HandOver {
  /** Takes what waits to the bank, oldest first, until one is not taken. */
  retry(): Promise<void>;
  /** How the copies stand, as of the last delivery or try. */
  note(): HandOverNote;
  /** Resolves when no try is under way. */
  settled(): Promise<void>;
}

/**
 * Seals one bundle an answer for the bank, keeps it in the spool until the bank has it, and tries again later.
 * A bundle keeps its name and bytes over all tries, so that the bank can drop one that it got twice.
 */
export function createHandOver(options: HandOverOptions): OpenHandOver {
  const { spool, recipient } = options;
  const carrying = new Map<string, Promise<Result<void>>>();
  let note: HandOverNote = { waiting: 0, oldestAtMs: null, failure: null };

  const look = async (why: Failure | null): Promise<void> => {
    const { names, oldestAtMs } = await spool.list();
    note = { waiting: names.length, oldestAtMs, failure: names.length === 0 ? null : why };
  };
  /** One try at a time for each bundle. */
  const carry = (bundle: SealedBundle): Promise<Result<void>> => {
    const trying =
      carrying.get(bundle.fileName) ??
      carryOnce(bundle, options).finally(() => carrying.delete(bundle.fileName));
    carrying.set(bundle.fileName, trying);
    return trying;
  };

  const deliver = async (evidence: SessionEvidence): ReturnType<HandOver['deliver']> => {
    const bundle = await seal(evidence, options);
    if (!bundle.ok) return bundle;
    const sha256Prefix = hashPrefix(bundle.value.bytes);
    const kept = await keep(spool, bundle.value);
    const trying = carry(bundle.value);
    // What is not kept must be waited for: there is no other try.
    const end = kept.ok ? await inTime(trying, options.patienceMs) : await trying;
    await look(end.ok ? null : end.failure);
    if (end.ok) return ok({ end: 'delivered', sha256Prefix, failure: null });
    if (!kept.ok) return kept;
    void trying.then(async (late) => {
      if (!late.ok) return;
      await tellLate(bundle.value, options);
      await look(null);
    });
    return ok({ end: 'waiting', sha256Prefix, failure: end.failure });
  };

  return {
    recipient: recipient.fingerprint,
    deliver,
    note: () => note,
    async retry() {
      let why: Failure | null = null;
      for (const name of (await spool.list()).names) {
        if (carrying.has(name)) continue;
        const bundle = await spool.read(name);
        // A delivery may have begun with it meanwhile.
        if (bundle === null || carrying.has(name)) continue;
        const end = await carry(bundle);
        if (end.ok) await tellLate(bundle, options);
        else why = end.failure;
        // Whoever did not take this one takes none now.
        if (!end.ok) break;
      }
      await look(why);
    },
    async settled() {
      while (carrying.size > 0) await Promise.all(carrying.values());
    },
  };
}

async function seal(
  evidence: SessionEvidence,
  { recipient, stationId, signer }: HandOverOptions,
): Promise<Result<SealedBundle>> {
  const archive = archiveOf(evidence, stationId, signer);
  try {
    const bundle = namedBundle(bundleName(evidence), await recipient.seal(archive));
    return bundle === null ? failed(failure('handOverFailed', 'reference')) : ok(bundle);
  } catch (cause) {
    return failed(failure('handOverFailed', 'sealing', cause));
  } finally {
    archive.fill(0);
  }
}

async function keep(spool: Spool, bundle: SealedBundle): Promise<Result<void>> {
  try {
    return ok(await spool.put(bundle));
  } catch (cause) {
    return failed(diskFailure(cause));
  }
}

/** Leaves the spool only when the bank has it. */
async function carryOnce(bundle: SealedBundle, { spool, carry }: HandOverOptions): Promise<Result<void>> {
  const end = await carry(bundle).catch((cause: unknown) =>
    failed(failure('handOverFailed', String(cause), cause)),
  );
  if (end.ok) await spool.remove(bundle.fileName);
  return end;
}

const tellLate = ({ reference, bytes }: SealedBundle, { onLateDelivery }: HandOverOptions): Promise<void> =>
  onLateDelivery(reference, hashPrefix(bytes));

const hashPrefix = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 16);

export function diskFailure(cause: unknown): Failure {
  return failure(isDiskFull(cause) ? 'diskFull' : 'handOverFailed', String(cause), cause);
}

function inTime(trying: Promise<Result<void>>, patienceMs: number): Promise<Result<void>> {
  let timer: NodeJS.Timeout;
  const late = new Promise<Result<void>>((resolve) => {
    timer = setTimeout(() => resolve(failed(failure('handOverFailed', 'no answer yet'))), patienceMs);
  });
  return Promise.race([trying, late]).finally(() => clearTimeout(timer));
}
