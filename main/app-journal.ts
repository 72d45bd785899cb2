import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock, StationSigner } from './core/ports.ts';
import { failed, ok, type Result } from './core/result.ts';
import type { Mode } from './core/verdict-shape.ts';
import { readDeviceId } from './journal/device-id.ts';
import { openEarlier, tellEarlier, type EarlierPlace } from './journal/earlier.ts';
import { openJournal, type OpenJournal } from './journal/journal.ts';
import { generateStationKey, openStationKey } from './journal/station-key.ts';
import { keychainSecret } from './secrets/keychain.ts';
import { parseJson } from './core/parse-json.ts';

export interface StationJournalOptions {
  readonly mode: Mode;
  readonly stationId: string;
  /** Whose name the next record carries. */
  readonly teller: () => string;
  /** Where the newest head is kept; null for a folder beside the journal's. */
  readonly headFolder: string | null;
  readonly userDataDir: string;
  readonly clock: Clock;
}

/**
 * This station's journal for one mode, signed with the station's key. Every key has files of its own, so that a
 * station whose keychain was lost starts a new journal and the old one stays whole.
 */
export async function openStationJournal(options: StationJournalOptions): Promise<Result<OpenJournal>> {
  const { mode, stationId, userDataDir, clock } = options;
  const signer = await stationSigner(mode, userDataDir);
  if (!signer.ok) return signer;
  const device = await readDeviceId();
  const { keyId } = signer.value;
  const place = earlierPlace({ ...options, keyId });
  const name = `${mode}-${keyId}`;
  const opened = await openJournal({
    path: join(place.folder, `${name}.db`),
    headPath: join(place.headFolder, `${name}.head`),
    context: {
      mode,
      station: stationId,
      device,
      get teller() {
        return options.teller();
      },
    },
    signer: signer.value,
    clock,
    uptimeMs: () => performance.now(),
  });
  if (opened.ok && opened.value.head().seq === 0) await beginAfter(opened.value, place);
  return opened;
}

/** A new key's journal ties in what the journals before it end with. */
async function beginAfter(journal: OpenJournal, place: EarlierPlace): Promise<void> {
  const earlier = openEarlier(place);
  for (const event of tellEarlier(earlier)) await journal.append(event);
  for (const each of earlier.journals) each.close();
}

/** Where this station's journals of one mode lie, with their heads and public keys. */
export function earlierPlace({
  userDataDir,
  headFolder,
  mode,
  keyId,
}: Pick<StationJournalOptions, 'userDataDir' | 'headFolder' | 'mode'> & {
  readonly keyId: string;
}): EarlierPlace {
  return {
    folder: join(userDataDir, 'journal'),
    headFolder: headFolder ?? join(userDataDir, 'journal-head'),
    publicKeyFolder: join(userDataDir, 'station-keys'),
    mode,
    keyId,
  };
}

/** The station's signer; its public key is left in a file for those who verify. */
async function stationSigner(mode: Mode, userDataDir: string): Promise<Result<StationSigner>> {
  const secret = mode === 'live' ? await liveKey(userDataDir) : await practiceKey(userDataDir);
  if (!secret.ok) return secret;
  const signer = openStationKey(secret.value);
  const folder = join(userDataDir, 'station-keys');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${mode}-${signer.keyId}.pem`);
  // Written over only where it differs: on a full disk that would leave an empty file, and nobody could verify.
  const there = await readFile(path, 'utf8').catch(() => null);
  if (there !== signer.publicKeyPem) await writeFile(path, signer.publicKeyPem);
  return ok(signer);
}

/** Made at the first live start and sealed by the keychain, or not at all. */
async function liveKey(userDataDir: string): Promise<Result<string>> {
  const store = keychainSecret(join(userDataDir, 'station-key'));
  const found = await store.read();
  if (found.ok || found.failure.code !== 'keyMissing') return found;
  const made = generateStationKey();
  const written = await store.write(made);
  return written.ok ? ok(made) : failed(written.failure);
}

const practiceKeySchema = z.strictObject({ practiceOnly: z.literal(true), privateKey: z.string() });

/** A throw-away in the open: it signs nothing but practice, and says so. */
async function practiceKey(userDataDir: string): Promise<Result<string>> {
  const path = join(userDataDir, 'practice-station-key.json');
  const text = await readFile(path, 'utf8').catch(() => 'null');
  const found = practiceKeySchema.safeParse(parseJson(text));
  if (found.success) return ok(found.data.privateKey);
  const privateKey = generateStationKey();
  await writeFile(path, `${JSON.stringify({ practiceOnly: true, privateKey })}\n`, { mode: 0o600 });
  return ok(privateKey);
}
