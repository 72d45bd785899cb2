import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseJson } from '../core/parse-json.ts';
import { updateListSchema, type OfferedFile, type UpdateList } from '../core/update-offer.ts';
import { refused, taken, type Refusal, type Taken } from '../core/update-state.ts';
import { imageUpdater, installerUpdater, parseList, type UpdaterOptions } from './electron-updater.ts';
import type { Fetcher } from './fetch.ts';
import type { InstallPlace } from './install-place.ts';
import { sha512Of } from './replace-file.ts';
import { LIST_NAMES, readSignedList } from './signed-list.ts';

/** Reads what is offered, fetches it, puts it in place. */
export interface UpdateEngine {
  check(): Promise<Taken<UpdateList>>;
  /** Fetches what the last check offered; the path of the examined file. */
  download(): Promise<Taken<string>>;
  /** Puts the fetched file in place; the program has to end afterwards. */
  install(): Taken<void>;
}

export interface EngineOptions extends Pick<UpdaterOptions, 'version' | 'folder' | 'configPath'> {
  readonly place: InstallPlace;
  readonly publicKeys: readonly string[];
  readonly fetcher: Fetcher;
}

/** A refusal on its way through electron-updater, which knows errors only. */
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

/**
 * electron-updater over our own connection and signature: it compares versions, keeps and examines downloads, asks
 * Windows for the publisher and starts installers. The list it sees is the one whose signature was checked.
 */
export function createEngine(options: EngineOptions): UpdateEngine {
  const { place, fetcher } = options;
  let offered: { readonly list: UpdateList; readonly file: OfferedFile } | null = null;
  let path: string | null = null;
  const updaterOptions: UpdaterOptions = {
    ...options,
    async readList() {
      offered = null;
      const list = await readOffer(options);
      if (!list.ok) throw new Refused(list.refusal);
      offered = list.value;
      return list.value.list;
    },
    async download(to) {
      if (offered === null) throw new Refused({ reason: 'failed', detail: 'nothing is offered' });
      const saved = await fetcher.save(offered.file, to);
      if (!saved.ok) throw new Refused(saved.refusal);
    },
  };
  const updater =
    place.kind === 'nsis' ? installerUpdater(updaterOptions) : imageUpdater(updaterOptions, place.path);
  return {
    check: () =>
      attempt(async () => {
        await updater.check();
        return offered === null ? refused('failed', 'electron-updater did not look') : taken(offered.list);
      }),
    download: () =>
      attempt(async () => {
        path = await updater.download();
        return path === null ? refused('failed', 'electron-updater gave no file') : taken(path);
      }),
    install() {
      if (offered === null || path === null) return refused('failed', 'nothing was fetched');
      // It has lain on this disk since it was examined.
      if (sha512Of(path) !== offered.file.sha512) return refused('damaged', `${path}: SHA-512 differs`);
      return updater.install(offered.file.sha512);
    },
  };
}

/** What the bank's server offers to this kind of program, or why that is not looked at any further. */
export async function readOffer({
  fetcher,
  place,
  publicKeys,
  configPath,
}: Pick<EngineOptions, 'fetcher' | 'place' | 'publicKeys' | 'configPath'>): Promise<
  Taken<{ readonly list: UpdateList; readonly file: OfferedFile }>
> {
  if (place.kind === 'other') return refused('notUpdatable');
  // electron-updater takes any installer where the build named no publisher.
  if (place.kind === 'nsis' && !hasPublisher(configPath)) return refused('noPublisher', configPath);
  const name = LIST_NAMES[place.kind];
  const text = await readSignedList(fetcher, name, publicKeys);
  if (!text.ok) return text;
  const parsed = updateListSchema.safeParse(parseList(text.value, name));
  if (!parsed.success) return refused('badList', parsed.error.issues[0]?.path.join('.'));
  const ending = place.kind === 'nsis' ? '.exe' : '.AppImage';
  const files = parsed.data.files.filter(({ url }) => url.endsWith(ending));
  const [file] = files;
  if (file === undefined || files.length > 1) return refused('badList', `not one ${ending}`);
  return taken({ list: { ...parsed.data, files }, file });
}

const publisherSchema = z.object({ publisherName: z.array(z.string().min(1)).min(1) });

/** Whether the build named whose signature its successors carry; the file is JSON, which is YAML, too. */
function hasPublisher(configPath: string): boolean {
  try {
    return publisherSchema.safeParse(parseJson(readFileSync(configPath, 'utf8'))).success;
  } catch {
    // A build from sources has no such file.
    return false;
  }
}

async function attempt<T>(work: () => Promise<Taken<T>>): Promise<Taken<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const detail = error instanceof Error ? error.message : '';
    return refused(code === 'ERR_UPDATER_INVALID_SIGNATURE' ? 'noPublisher' : 'failed', detail);
  }
}
