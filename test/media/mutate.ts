/** A damaged copy, the same for the same seed: flipped bytes, cut ends, moved blocks, swollen sizes. */
export function mutate(source: Uint8Array, seed: number): Uint8Array {
  const random = mulberry32(seed + 1);
  const at = (): number => Math.floor(random() * source.length);
  const bytes = source.slice();
  const kind = seed % 6;
  if (kind === 0) return bytes.subarray(0, at());
  if (kind === 1) for (let i = 0; i < 40; i++) bytes[at()] = Math.floor(random() * 256);
  // The index at the front is where parsers break.
  if (kind === 2)
    for (let i = 0; i < 12; i++) bytes[Math.floor(random() * 4000)] = Math.floor(random() * 256);
  if (kind === 3) bytes.copyWithin(at(), at(), at());
  if (kind === 4) bytes.fill(random() < 0.5 ? 0 : 255, Math.min(at(), 6000), at());
  if (kind === 5)
    new DataView(bytes.buffer).setUint32(Math.floor(random() * 3000), Math.floor(random() * 2 ** 32));
  return bytes;
}

/** Small seeded generator, so that a failure can be repeated. */
export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
