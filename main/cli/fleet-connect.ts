import { readFile } from 'node:fs/promises';
import { failure } from '../core/failure.ts';
import type { FleetSettings } from '../core/fleet-settings.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { failed, ok, type Result } from '../core/result.ts';
import type { FleetReader, LinkSettings } from '../fleet/link.ts';
import type { CommandIo, ExitStatus } from './command.ts';
import { refuse } from './refuse.ts';

/** The cluster as this machine's policy and keychain know it; plain Node knows neither. */
export interface FleetParts {
  readonly settings: FleetSettings | null;
  readonly readKey: () => Promise<Result<string>>;
}

export const CONNECT_OPTIONS = {
  server: { type: 'string', multiple: true },
  ca: { type: 'string' },
  creds: { type: 'string' },
} as const;

export interface ConnectWords {
  readonly server?: string[] | undefined;
  readonly ca?: string | undefined;
  readonly creds?: string | undefined;
}

const TIMEOUT_MS = 8000;

/** Where to connect and as whom: what the command names, else what policy and keychain hold. */
export async function linkSettings(
  words: ConnectWords,
  parts: FleetParts | null,
): Promise<Result<LinkSettings | null>> {
  const { settings } = parts ?? { settings: null };
  const servers = words.server ?? settings?.servers ?? [];
  if (servers.length === 0 || servers.some((server) => !server.startsWith('tls://'))) return ok(null);
  const caPath = words.ca ?? settings?.caPath ?? null;
  const ca = caPath === null ? ok(null) : await readText(caPath);
  if (!ca.ok) return ca;
  const key = words.creds === undefined ? parts?.readKey() : readText(words.creds);
  const credentials = (await key) ?? null;
  if (credentials === null) return ok(null);
  if (!credentials.ok) return credentials;
  return ok({
    servers,
    caPem: ca.value,
    credentials: credentials.value,
    name: 'liveness-kiosk head office',
    inboxPrefix: '_INBOX',
    timeoutMs: TIMEOUT_MS,
  });
}

/** Does a command's work over a connection that is closed after it, or says why there is none. */
export async function withReader(
  words: ConnectWords,
  parts: FleetParts | null,
  io: CommandIo,
  work: (reader: FleetReader) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const reader = await openReader(words, parts);
  if (!reader.ok) return refuse(reader.failure, io);
  if (reader.value === null) return noServer(io);
  try {
    return await work(reader.value);
  } finally {
    await reader.value.close();
  }
}

export function noServer(io: CommandIo): ExitStatus {
  io.stderr(`${catalogues[io.language].fleet.cli.noServer}\n`);
  return 2;
}

/** A connection for one command; null where no cluster is named. */
async function openReader(
  words: ConnectWords,
  parts: FleetParts | null,
): Promise<Result<FleetReader | null>> {
  const settings = await linkSettings(words, parts);
  if (!settings.ok) return settings;
  if (settings.value === null) return ok(null);
  // Loaded where it is used: most commands have no cluster.
  const { openNatsLink } = await import('../fleet/nats-link.ts');
  return openNatsLink(settings.value);
}

async function readText(path: string): Promise<Result<string>> {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? failed(failure('inputMissing', path)) : ok(text);
}
