import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveProxy } from './app-proxy.ts';
import { failure } from './core/failure.ts';
import type { Policy } from './core/policy.ts';
import type { Clock, Journal, StationSigner } from './core/ports.ts';
import { failed, ok, type Result } from './core/result.ts';
import type { Mode } from './core/verdict-shape.ts';
import { folderCarrier } from './evidence/folder-carrier.ts';
import { createHandOver, type Carrier, type OpenHandOver } from './evidence/hand-over.ts';
import type { Recipient } from './evidence/seal.ts';
import { openSpool } from './evidence/spool.ts';
import { createPost } from './liveness/post.ts';
import { readSystemCertificates } from './liveness/trust.ts';
import { storedServiceKeys } from './secrets/service-keys.ts';

export interface HandOverParts {
  readonly policy: Policy;
  readonly mode: Mode;
  readonly signer: StationSigner;
  readonly userDataDir: string;
  readonly journal: Journal;
  readonly clock: Clock;
}

/** The verdict waits so long for the bank; then its copy waits sealed on this disk. */
const PATIENCE_MS = 5000;

/** Bundles that the bank has not taken yet, of one mode. */
export const spoolFolder = (userDataDir: string, mode: Mode): string => join(userDataDir, 'hand-over', mode);

/** The hand-over that policy asks for, or null; a certificate or address that can't be used stops the start. */
export async function openHandOver(parts: HandOverParts): Promise<Result<OpenHandOver | null>> {
  const { handOver, stationId } = parts.policy;
  if (handOver === null) return ok(null);
  // Loaded where it is used: most stations hand nothing over, and what seals is the largest part of a start.
  const { readRecipient } = await import('./evidence/seal.ts');
  const recipient = await readRecipient(readText(handOver.certificatePath));
  if (recipient === null || recipient.validToMs < parts.clock.now())
    return failed(failure('policyInvalid', `handOver.certificatePath: ${handOver.certificatePath}`));
  const carry = openCarrier(handOver, parts);
  if (!carry.ok) return carry;
  if (carry.value === null) return ok(null);
  return ok(
    createHandOver({
      recipient,
      signer: parts.signer,
      stationId,
      spool: openSpool(spoolFolder(parts.userDataDir, parts.mode), handOver.mostWaiting),
      carry: carry.value,
      patienceMs: PATIENCE_MS,
      onLateDelivery: (reference, sha256Prefix) => recordLate(reference, sha256Prefix, recipient, parts),
    }),
  );
}

async function recordLate(
  reference: string,
  bundleSha256Prefix: string,
  { fingerprint }: Recipient,
  { journal }: HandOverParts,
): Promise<void> {
  const facts = { end: 'delivered', bundleSha256Prefix, recipient: fingerprint, failure: null } as const;
  await journal.append({ type: 'handOverEnded', sessionId: reference, facts });
}

/** Null in practice where the address is another machine's: practice never leaves this one. */
function openCarrier(
  { folder, post }: NonNullable<Policy['handOver']>,
  { mode, userDataDir, clock }: HandOverParts,
): Result<Carrier | null> {
  if (folder !== null) return ok(folderCarrier(folder));
  if (post === null) return ok(null);
  const { caBundlePath, auth, ...config } = post;
  const caBundlePem = caBundlePath === null ? null : readText(caBundlePath);
  if (caBundlePem === '')
    return failed(failure('policyInvalid', `handOver.post.caBundlePath: ${caBundlePath}`));
  return createPost(
    { ...config, mode, caBundlePem },
    {
      readSystemCertificates,
      readToken: auth === 'none' ? null : () => storedServiceKeys(userDataDir).read('handOver'),
      resolveProxy,
      now: () => clock.now(),
    },
  );
}

const RETRY_EVERY_MS = 60_000;

/** Takes what waits to the bank: at the start, and every minute in which no customer is being served. */
export function retryWhenIdle(
  handOver: OpenHandOver,
  isIdle: () => boolean,
  changed: () => void,
): () => void {
  let running = false;
  const retry = async (): Promise<void> => {
    if (running || !isIdle()) return;
    running = true;
    await handOver.retry().catch(() => undefined);
    running = false;
    changed();
  };
  void retry();
  const timer = setInterval(() => void retry(), RETRY_EVERY_MS);
  return () => clearInterval(timer);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // A missing file holds no certificate; the caller names it.
    return '';
  }
}
