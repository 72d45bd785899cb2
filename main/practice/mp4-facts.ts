/** What the boxes of an MP4 say of themselves; null where they say nothing. */
export interface Mp4Facts {
  readonly durationMs: number | null;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
}

/** Reads `moov/mvhd` and the first `moov/trak/tkhd` with a picture; null when this is no MP4. Never throws. */
export function readMp4Facts(bytes: Uint8Array): Mp4Facts | null {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const top = boxesOf(file);
  if (top[0]?.type !== 'ftyp') return null;
  const movie = boxesOf(top.find(({ type }) => type === 'moov')?.content ?? null);
  const tracks = movie.filter(({ type }) => type === 'trak').map(({ content }) => boxesOf(content));
  const headers = tracks.flatMap((boxes) => boxes.filter(({ type }) => type === 'tkhd'));
  const sizes = headers.map(({ content }) => sizeOf(content));
  const picture = sizes.find(({ widthPx }) => widthPx > 0);
  return {
    durationMs: durationOf(movie.find(({ type }) => type === 'mvhd')?.content ?? null),
    widthPx: picture?.widthPx ?? null,
    heightPx: picture?.heightPx ?? null,
  };
}

interface Box {
  readonly type: string;
  readonly content: DataView;
}

function boxesOf(view: DataView | null): readonly Box[] {
  if (view === null) return [];
  const boxes: Box[] = [];
  let at = 0;
  while (at + 8 <= view.byteLength) {
    const declared = view.getUint32(at);
    const isLarge = declared === 1 && at + 16 <= view.byteLength;
    const head = isLarge ? 16 : 8;
    const size = isLarge
      ? Number(view.getBigUint64(at + 8))
      : declared === 0
        ? view.byteLength - at
        : declared;
    if (size < head || at + size > view.byteLength) break;
    const type = String.fromCharCode(...[4, 5, 6, 7].map((offset) => view.getUint8(at + offset)));
    boxes.push({ type, content: new DataView(view.buffer, view.byteOffset + at + head, size - head) });
    at += size;
  }
  return boxes;
}

/** `mvhd`: version 0 holds 32-bit times, version 1 64-bit ones. A fragmented file says 0 here. */
function durationOf(header: DataView | null): number | null {
  const isLong = header !== null && header.byteLength >= 32 && header.getUint8(0) === 1;
  if (header === null || header.byteLength < (isLong ? 32 : 20)) return null;
  const ticksPerSecond = header.getUint32(isLong ? 20 : 12);
  const ticks = isLong ? Number(header.getBigUint64(24)) : header.getUint32(16);
  return ticksPerSecond === 0 || ticks === 0 ? null : (ticks * 1000) / ticksPerSecond;
}

/** `tkhd` ends with width and height, 16.16 fixed point. */
function sizeOf(header: DataView): { readonly widthPx: number; readonly heightPx: number } {
  if (header.byteLength < 8) return { widthPx: 0, heightPx: 0 };
  const end = header.byteLength;
  return { widthPx: header.getUint32(end - 8) / 65536, heightPx: header.getUint32(end - 4) / 65536 };
}
