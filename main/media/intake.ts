import { Readable } from 'node:stream';

/** A recording that comes piece by piece while it is being made, and whole at its end. */
export interface Intake {
  /** The pieces and then the rest of the whole, for as long as the pieces are its beginning. */
  readonly stream: Readable;
  /** Null when the recording was dropped. */
  readonly whole: Promise<Whole | null>;
  add(piece: Uint8Array): void;
  finish(whole: Uint8Array): void;
  /** Overwrites the pieces and ends the stream; without effect on a whole that has come. */
  drop(): void;
}

export interface Whole {
  readonly bytes: Uint8Array;
  /** Every piece was, byte for byte, where the recording has it: the stream is this recording. */
  readonly isStream: boolean;
}

export function createIntake(): Intake {
  const pieces: Uint8Array[] = [];
  const stream = new Readable({ read: () => undefined });
  let settle: (whole: Whole | null) => void = () => undefined;
  const whole = new Promise<Whole | null>((resolve) => (settle = resolve));
  return {
    stream,
    whole,
    add(piece) {
      pieces.push(piece);
      stream.push(piece);
    },
    finish(bytes) {
      const length = lengthOfBeginning(pieces, bytes);
      if (length !== null && length < bytes.byteLength) stream.push(bytes.subarray(length));
      stream.push(null);
      settle({ bytes, isStream: length !== null });
    },
    drop() {
      stream.destroy();
      for (const piece of pieces.splice(0)) piece.fill(0);
      settle(null);
    },
  };
}

/** How many bytes the pieces cover; null where they are not the beginning of the whole. */
function lengthOfBeginning(pieces: readonly Uint8Array[], whole: Uint8Array): number | null {
  let at = 0;
  for (const piece of pieces) {
    if (Buffer.compare(piece, whole.subarray(at, at + piece.byteLength)) !== 0) return null;
    at += piece.byteLength;
  }
  return at;
}
