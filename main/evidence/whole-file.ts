import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Flushed when it resolves; whoever watches the folder finds whole files only. */
export async function writeWholeFile(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `${name}.part`);
  try {
    const file = await open(part, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, join(folder, name));
  } catch (cause) {
    await rm(part, { force: true });
    throw cause;
  }
}
