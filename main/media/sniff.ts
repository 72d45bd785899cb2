export type VideoContainer = 'mp4' | 'quicktime' | 'webm' | 'matroska';
export type ImageFormat = 'jpeg' | 'png';

/** What the first bytes say a file is; names and MIME types are never believed. Null: neither video nor picture we read. */
export function sniffVideo(head: Uint8Array): VideoContainer | null {
  if (head.length >= 12 && ascii(head, 4, 8) === 'ftyp')
    return ascii(head, 8, 12) === 'qt  ' ? 'quicktime' : 'mp4';
  if (head.length >= 8 && ['moov', 'mdat', 'wide', 'free', 'skip'].includes(ascii(head, 4, 8)))
    return 'quicktime';
  if (matches(head, [0x1a, 0x45, 0xdf, 0xa3]))
    return ascii(head, 0, 64).includes('webm') ? 'webm' : 'matroska';
  return null;
}

export function sniffImage(head: Uint8Array): ImageFormat | null {
  if (matches(head, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (matches(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  return null;
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

function matches(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((value, i) => bytes[i] === value);
}
