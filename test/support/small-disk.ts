import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real file system of a few megabytes, in a namespace of its own: nothing of it is left when it ends. */
export interface SmallDisk {
  readonly folder: string;
  /** What stands before a command that is to see it, and under which path it does: SQLite follows links. */
  readonly inside: { readonly prefix: readonly string[]; readonly folder: string };
  /** Takes the last byte there is. */
  fill(): Promise<void>;
  /** Gives back what `fill` took. */
  makeRoom(): Promise<void>;
  end(): Promise<void>;
}

/** Needs no root where the kernel lets users have namespaces; null where it does not. */
export async function openSmallDisk(sizeBytes: number): Promise<SmallDisk | null> {
  const place = await mkdtemp(join(tmpdir(), 'kiosk-disk-'));
  const mount = `mount -t tmpfs -o size=${sizeBytes} tmpfs "${place}" && echo ready && exec sleep infinity`;
  const holder = spawn('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', mount], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<null>((done) =>
    holder.once('error', () => done(null)).once('exit', () => done(null)),
  );
  const said = await Promise.race([once(holder.stdout, 'data'), ended]);
  const end = async (): Promise<void> => {
    holder.kill('SIGKILL');
    await ended;
    await rm(place, { recursive: true, force: true });
  };
  if (said === null) {
    await end();
    return null;
  }
  const pid = String(holder.pid ?? 0);
  const folder = `/proc/${pid}/root${place}`;
  const prefix = ['nsenter', '--user', '--mount', '--preserve-credentials', '--target', pid, '--'];
  const filler = join(folder, 'filler');
  return {
    folder,
    inside: { prefix, folder: place },
    end,
    fill: () => fill(filler),
    makeRoom: () => rm(filler, { force: true }),
  };
}

async function fill(path: string): Promise<void> {
  const file = await open(path, 'a');
  try {
    for (let size = 1 << 20; size >= 1;) {
      const isWritten = await file
        .write(Buffer.alloc(size))
        .then(({ bytesWritten }) => bytesWritten === size, isFull);
      if (!isWritten) size >>= 1;
    }
  } finally {
    await file.close();
  }
}

function isFull(cause: unknown): false {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC') return false;
  throw cause;
}
