import { open, unlink } from 'node:fs/promises';

/**
 * Overwrites a file and removes it. On a disk that writes in place nothing of it is left; a solid-state disk, a
 * share or a backup may keep older copies, which only encryption of that disk answers.
 */
export async function eraseFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const zeros = new Uint8Array(Math.min(size, CHUNK_BYTES));
    for (let at = 0; at < size; at += zeros.length)
      await file.write(zeros, 0, Math.min(zeros.length, size - at), at);
    await file.sync();
    await file.truncate(0);
  } finally {
    await file.close();
  }
  await unlink(path);
}

const CHUNK_BYTES = 1024 * 1024;
