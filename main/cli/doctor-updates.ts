import { type CheckCause, type StationCheck, unwell, well } from '../core/station-check.ts';
import type { UpdateSettings } from '../core/update-settings.ts';
import type { Taken, UpdateReason } from '../core/update-state.ts';
import { readSystemCertificates } from '../liveness/trust.ts';
import { readCaBundle } from '../update/ca-bundle.ts';
import { createFetcher } from '../update/fetch.ts';
import { findInstallPlace, mayReplace, type RunningProgram } from '../update/install-place.ts';
import { LIST_NAMES, readSignedList, type ListName } from '../update/signed-list.ts';

const UNREACHABLE: ReadonlySet<UpdateReason> = new Set(['unreachable', 'untrusted']);

/** How updates come here, and whether the bank's server offers a list that can be trusted; nothing is installed. */
export async function checkUpdates(
  program: RunningProgram,
  resolveProxy: (url: string) => Promise<string>,
  settings: UpdateSettings,
): Promise<StationCheck> {
  const { mode, address, window, ring } = settings;
  if (mode === 'off' || address === null) return well('updates', mode);
  const detail = `${mode}, ${ring}, ${window.from}-${window.to}, ${address}`;
  const place = findInstallPlace(program);
  if (place.kind === 'other') return unwell('updates', 'attention', 'updatesNotHere', detail);
  if (!mayReplace(place))
    return unwell('updates', 'attention', 'updatesNoRights', `${place.path}; ${detail}`);
  const list = await readList(settings, address, LIST_NAMES[place.kind], resolveProxy);
  if (list.ok) return well('updates', detail);
  const { reason, detail: why } = list.refusal;
  const cause: CheckCause = UNREACHABLE.has(reason) ? 'updatesUnreachable' : 'updatesUnsigned';
  return unwell('updates', 'attention', cause, `${why}; ${detail}`);
}

async function readList(
  { caBundlePath, publicKeys }: UpdateSettings,
  address: string,
  name: ListName,
  resolveProxy: (url: string) => Promise<string>,
): Promise<Taken<string>> {
  const bundle = readCaBundle(caBundlePath);
  if (!bundle.ok) return bundle;
  const fetcher = createFetcher({
    address,
    caBundlePem: bundle.value,
    readSystemCertificates,
    resolveProxy,
  });
  return readSignedList(fetcher, name, publicKeys);
}
