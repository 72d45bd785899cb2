import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that only grows, by whole lines that are on the disk before the write counts. */
export interface AppendFile {
  /** Throws when the line is not safely on the disk; the file is then as it was. */
  append(line: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens or makes the file, hands its bytes to `wholeBytes`, and cuts off what stands behind that length. */
export async function openAppendFile(
  path: string,
  wholeBytes: (bytes: Uint8Array) => number,
): Promise<AppendFile> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a+', 0o600);
  const bytes = await file.readFile();
  let sizeBytes = wholeBytes(bytes);
  let torn = bytes.byteLength > sizeBytes;
  await syncFolder(dirname(path));
  return {
    async append(line) {
      const text = Buffer.from(`${line}\n`);
      // A write that failed half-way may have left a torn line, which must not run into this one.
      if (torn) await file.truncate(sizeBytes);
      torn = true;
      await file.appendFile(text);
      await file.sync();
      sizeBytes += text.byteLength;
      torn = false;
    },
    close: () => file.close(),
  };
}

/** A new file's name must survive a power cut too; Windows keeps names safe by itself and can't open folders. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  let folder: FileHandle | null = null;
  try {
    folder = await open(path, 'r');
    await folder.sync();
  } finally {
    await folder?.close();
  }
}
