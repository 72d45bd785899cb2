import { open } from 'node:fs/promises';
import type { MediaSource } from './ffmpeg.ts';

const HEAD_BYTES = 64;

/** First bytes of a source, for sniffing. */
export async function readHead(source: MediaSource): Promise<Uint8Array> {
  if ('bytes' in source) return source.bytes.subarray(0, HEAD_BYTES);
  const file = await open(source.path, 'r');
  try {
    const head = new Uint8Array(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
