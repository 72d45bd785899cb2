import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MAX_MEDIA_BYTES } from '../core/contract.ts';
import type { CardFolder } from '../core/policy.ts';
import type { Session } from '../core/session-shape.ts';
import { sniffImage } from '../media/sniff.ts';
import { NO_CAMERA } from '../session/card-file.ts';
import type { Runner } from '../session/runner.ts';
import { eraseFile } from './erase-file.ts';
import { readPicture } from './read-picture.ts';

export interface CardFolderPorts {
  readonly settings: CardFolder;
  readonly runner: Pick<Runner, 'session' | 'subscribe' | 'handleIntent' | 'deliver'>;
  readonly log: (event: 'cardFileNotErased', code: string) => void;
  /** Told once when the folder can't be read, with the system's code, and once with null when it can again. */
  readonly onTrouble: (code: string | null) => void;
  /** Between two looks, ms. */
  readonly everyMs?: number;
}

/** A file as one look saw it: a scanner that still writes changes one of the two. */
interface Seen {
  readonly name: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}
type Look = ReadonlyMap<string, Seen>;

const EVERY_MS = 500;
/** A file that stays the same for so many looks without its end mark is damaged: the precheck says so. */
const PATIENT_LOOKS = 12;
/** More than this is no scanner's folder. */
const MAX_FILES = 5000;
const PICTURE = /\.(jpe?g|png)$/i;

/**
 * Takes the newest finished picture that appears in the scanner's folder while the card is asked for.
 * SECURITY: the folder is the policy's, never the page's; what lay there before the step began is not touched
 * (test/kiosk/card-folder.test.ts).
 */
export function watchCardFolder(ports: CardFolderPorts): () => void {
  const { settings, runner, log, everyMs = EVERY_MS } = ports;
  let step: AbortController | null = null;
  let trouble: string | null = null;

  const follow = ({ name }: Session): void => {
    if (name === 'card.ready') {
      if (step === null) void attend((step = new AbortController()).signal);
      return;
    }
    step?.abort();
    step = null;
  };

  const attend = async (signal: AbortSignal): Promise<void> => {
    // Of a folder that can't be read at first, all that is there when it can be is old.
    let before = await look();
    let last = before;
    let sameLooks = 0;
    while (!signal.aborted) {
      await pause(everyMs, signal);
      const now = await look();
      if (now === null) continue;
      before ??= now;
      const newest = newestOf(now, before);
      const isSame = newest !== null && isSameFile(newest, last?.get(newest.name));
      sameLooks = isSame ? sameLooks + 1 : 0;
      last = now;
      if (signal.aborted || newest === null || !isSame) continue;
      await take(newest, sameLooks >= PATIENT_LOOKS, signal);
    }
  };

  const take = async (
    { name, sizeBytes }: Seen,
    isPatienceOver: boolean,
    signal: AbortSignal,
  ): Promise<void> => {
    if (sizeBytes > MAX_MEDIA_BYTES) return;
    const path = join(settings.path, name);
    const picture = await readPicture(path);
    if (!picture.ok) return;
    const bytes = picture.value;
    const isTaken =
      sniffImage(bytes) !== null &&
      (isPatienceOver || isWhole(bytes)) &&
      !signal.aborted &&
      runner.handleIntent({ type: 'scanStarted' }).ok;
    if (!isTaken) return void bytes.fill(0);
    runner.deliver('card', bytes, NO_CAMERA);
    if (settings.afterwards === 'erase')
      await eraseFile(path).catch((cause: unknown) => log('cardFileNotErased', codeOf(cause)));
  };

  const say = (code: string | null): void => {
    if (code === trouble) return;
    trouble = code;
    ports.onTrouble(code);
  };

  const look = async (): Promise<Look | null> => {
    try {
      const names = (await readdir(settings.path)).filter((name) => PICTURE.test(name)).slice(0, MAX_FILES);
      const seen = await Promise.all(names.map((name) => seenAt(settings.path, name)));
      say(null);
      return new Map(seen.flatMap((file) => (file === null ? [] : [[file.name, file]])));
    } catch (cause) {
      say(codeOf(cause));
      return null;
    }
  };

  follow(runner.session());
  const stop = runner.subscribe(follow);
  return () => {
    stop();
    step?.abort();
  };
}

/** Neither a folder nor a link to somewhere else. */
async function seenAt(folder: string, name: string): Promise<Seen | null> {
  const facts = await lstat(join(folder, name)).catch(() => null);
  return facts?.isFile() === true ? { name, sizeBytes: facts.size, mtimeMs: facts.mtimeMs } : null;
}

const isSameFile = (one: Seen, other: Seen | undefined): boolean =>
  one.sizeBytes === other?.sizeBytes && one.mtimeMs === other.mtimeMs;

/** New since the step began: another name, or the same name written again. */
function newestOf(now: Look, before: Look): Seen | null {
  const fresh = [...now.values()].filter(
    (file) => file.sizeBytes > 0 && !isSameFile(file, before.get(file.name)),
  );
  return fresh.toSorted((a, b) => b.mtimeMs - a.mtimeMs)[0] ?? null;
}

/** JPEG ends with FFD9 and PNG with IEND; scanners may add a little behind it. */
function isWhole(bytes: Uint8Array): boolean {
  const tail = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + Math.max(0, bytes.length - 2048),
    Math.min(2048, bytes.length),
  );
  return sniffImage(bytes) === 'png' ? tail.includes('IEND') : tail.includes(Buffer.of(0xff, 0xd9));
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';

/** An abort ends the wait early; the caller looks at the signal. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);
