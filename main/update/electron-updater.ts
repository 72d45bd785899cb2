import { mkdirSync } from 'node:fs';
import {
  AppImageUpdater,
  NsisUpdater,
  Provider,
  type ResolvedUpdateFileInfo,
  type UpdateInfo,
} from 'electron-updater';
import { DownloadedUpdateHelper } from 'electron-updater/out/DownloadedUpdateHelper.js';
import { parseUpdateInfo, type ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import type { UpdateList } from '../core/update-offer.ts';
import { refused, taken, type Taken } from '../core/update-state.ts';
import { replaceFile } from './replace-file.ts';

export interface UpdaterOptions {
  readonly version: string;
  /** Where downloads wait. */
  readonly folder: string;
  /** Names the publisher whose signature Windows must find; made by the build. */
  readonly configPath: string;
  /** The list, examined; throws where it is refused. */
  readonly readList: () => Promise<UpdateList>;
  /** Fetches what the list offers; throws where it is refused. */
  readonly download: (path: string) => Promise<void>;
}

/** electron-updater as we use it: its own network, choice and restart are replaced by ours. */
export interface Updater {
  check(): Promise<unknown>;
  /** The path of the file, examined by electron-updater and on Windows by the system. */
  download(): Promise<string | null>;
  /** Puts the file with this SHA-512 (base64) in place or starts the installer. */
  install(sha512: string): Taken<void>;
}

/** For an AppImage at this path. */
export const imageUpdater = (options: UpdaterOptions, target: string): Updater =>
  prepare(new ImageUpdater(options, target), options);

/** For an NSIS installer. */
export const installerUpdater = (options: UpdaterOptions): Updater =>
  prepare(new InstallerUpdater(options), options);

/** The value of a list, as electron-updater reads YAML; null for what is none. */
export function parseList(text: string, name: string): unknown {
  try {
    return parseUpdateInfo(text, name, ANYWHERE);
  } catch {
    // The schema refuses null.
    return null;
  }
}

/** Our connection knows the server; electron-updater wants an address for names. */
const ANYWHERE = new URL('https://localhost/');

function prepare(updater: ImageUpdater | InstallerUpdater, options: UpdaterOptions): Updater {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  updater.logger = null;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  updater.disableWebInstaller = true;
  updater.disableDifferentialDownload = true;
  updater.updateConfigPath = options.configPath;
  // Ours decides before anything is fetched (main/core/update-offer.ts), by a place that IT can look up.
  updater.isUserWithinRollout = () => true;
  updater.setFeedURL({ provider: 'custom', updateProvider: providerOf(options.readList) });
  // Chromium's network does not know the system's certificates on Linux; ours does, and no redirects.
  Reflect.set(updater, 'httpExecutor', {
    download: (_url: URL, path: string): Promise<void> => options.download(path),
  });
  return {
    check: () => updater.checkForUpdates(),
    download: async () => (await updater.downloadUpdate())[0] ?? null,
    install: (sha512) => updater.place(sha512),
  };
}

function providerOf(readList: UpdaterOptions['readList']) {
  return class SignedProvider extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime);
    }
    async getLatestVersion(): Promise<UpdateInfo> {
      const { version, files, releaseDate = '' } = await readList();
      const [file] = files;
      return { version, files: [...files], path: file?.url ?? '', sha512: file?.sha512 ?? '', releaseDate };
    }
    resolveFiles({ files }: UpdateInfo): ResolvedUpdateFileInfo[] {
      return files.map((info) => ({ url: new URL(info.url, ANYWHERE), info }));
    }
  };
}

/** electron-updater removes the program before it moves the new one there; ours takes its place in one step. */
class ImageUpdater extends AppImageUpdater {
  readonly #target: string;
  constructor(options: UpdaterOptions, target: string) {
    super(null, appOf(options));
    this.#target = target;
    this.downloadedUpdateHelper = new DownloadedUpdateHelper(options.folder);
  }
  place(sha512: string): Taken<void> {
    const { installerPath } = this;
    return installerPath === null
      ? refused('failed', 'nothing was fetched')
      : replaceFile(installerPath, this.#target, sha512);
  }
}

/** For NSIS as it is, but for the place of its downloads. */
class InstallerUpdater extends NsisUpdater {
  constructor(options: UpdaterOptions) {
    super(null, appOf(options));
    this.downloadedUpdateHelper = new DownloadedUpdateHelper(options.folder);
  }
  place(): Taken<void> {
    return this.install(true, true) ? taken(undefined) : refused('failed', 'the installer did not start');
  }
}

/** What electron-updater wants to know of the program; ending it stays ours. */
function appOf({ version, folder, configPath }: UpdaterOptions) {
  return {
    version,
    name: 'liveness-kiosk',
    isPackaged: true,
    appUpdateConfigPath: configPath,
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  };
}
