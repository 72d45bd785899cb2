import { readFileSync } from 'node:fs';
import { failure } from './core/failure.ts';
import type { Policy } from './core/policy.ts';
import type { HandOver, StationSigner } from './core/ports.ts';
import { failed, ok, type Result } from './core/result.ts';
import { folderHandOver } from './evidence/hand-over.ts';
import { readRecipient } from './evidence/seal.ts';

/** The hand-over that policy asks for, or null; a certificate that can't be used stops the start. */
export function openHandOver(
  { handOver, stationId }: Policy,
  signer: StationSigner,
): Result<HandOver | null> {
  if (handOver === null) return ok(null);
  const recipient = readRecipient(readPem(handOver.certificatePath));
  if (recipient === null || recipient.validToMs < Date.now())
    return failed(failure('policyInvalid', `handOver.certificatePath: ${handOver.certificatePath}`));
  return ok(folderHandOver({ folder: handOver.folder, recipient, signer, stationId }));
}

function readPem(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // A missing file is no certificate; the caller names it.
    return '';
  }
}
