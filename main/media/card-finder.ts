import type { Still } from './stills.ts';

export interface StraightCard {
  readonly still: Still;
  readonly cardWidthPx: number;
}

/** Finds the card and straightens it. */
export async function findCard(_still: Still): Promise<StraightCard | null> {
  return null;
}
