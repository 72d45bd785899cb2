import { readFileSync } from 'node:fs';
import { effectivePolicy } from '../core/effective-policy.ts';
import { type CheckCause, type StationCheck, unwell, well } from '../core/station-check.ts';
import type { UpdateSettings } from '../core/update-settings.ts';
import type { UpdateReason } from '../core/update-state.ts';
import { readSystemCertificates } from '../liveness/trust.ts';
import { managedPolicySources } from '../policy/sources.ts';
import { createFetcher } from '../update/fetch.ts';
import { findInstallPlace, type RunningProgram } from '../update/install-place.ts';
import { LIST_NAMES, readSignedList } from '../update/signed-list.ts';

const UNREACHABLE: ReadonlySet<UpdateReason> = new Set(['unreachable', 'untrusted']);

/** How updates come here, and whether the bank's server offers a list that can be trusted; nothing is installed. */
export async function checkUpdates(
  program: RunningProgram,
  resolveProxy: (url: string) => Promise<string>,
  settings: UpdateSettings = effectivePolicy(managedPolicySources(process.platform, process.env)).policy
    .updates,
): Promise<StationCheck> {
  const { mode, address, publicKeys, window, ring } = settings;
  if (mode === 'off' || address === null) return well('updates', mode);
  const detail = `${mode}, ${ring}, ${window.from}-${window.to}, ${address}`;
  const { kind } = findInstallPlace(program);
  if (kind === 'other') return unwell('updates', 'attention', 'updatesNotHere', detail);
  const caBundlePem = settings.caBundlePath === null ? null : readPem(settings.caBundlePath);
  const fetcher = createFetcher({ address, caBundlePem, readSystemCertificates, resolveProxy });
  const list = await readSignedList(fetcher, LIST_NAMES[kind], publicKeys);
  if (list.ok) return well('updates', detail);
  const { reason, detail: why } = list.refusal;
  const cause: CheckCause = UNREACHABLE.has(reason) ? 'updatesUnreachable' : 'updatesUnsigned';
  return unwell('updates', 'attention', cause, `${why}; ${detail}`);
}

function readPem(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // A missing file holds no certificate; the connection is then refused.
    return '';
  }
}
