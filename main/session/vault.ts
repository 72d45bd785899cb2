import type { CaptureFacts } from '../core/contract.ts';
import type { CheckedMedia } from '../core/ports.ts';
import type { Role } from '../core/session-shape.ts';

/** A recording or scan as it came from the page, not yet checked. */
export interface RawMedia {
  readonly bytes: Uint8Array;
  readonly facts: CaptureFacts;
}

/** Holds one customer's media, in memory only, until they are dropped; dropping overwrites the bytes. */
export interface Vault {
  putRaw(role: Role, media: RawMedia): void;
  takeRaw(role: Role): RawMedia | null;
  putChecked(role: Role, media: CheckedMedia): void;
  checked(role: Role): CheckedMedia | null;
  drop(role: Role): void;
  /** The drawing by which the customer consented; taken over, and overwritten when it is dropped. */
  putDrawing(bytes: Uint8Array): void;
  drawing(): Uint8Array | null;
  dropDrawing(): void;
  /** How many media are held; 0 after a wipe. */
  count(): number;
}

export function createVault(): Vault {
  const raw = new Map<Role, RawMedia>();
  const checked = new Map<Role, CheckedMedia>();

  let drawing: Uint8Array | null = null;

  const dropDrawing = (): void => {
    drawing?.fill(0);
    drawing = null;
  };
  const drop = (role: Role): void => {
    raw.get(role)?.bytes.fill(0);
    checked.get(role)?.bytes.fill(0);
    checked.get(role)?.preview?.fill(0);
    raw.delete(role);
    checked.delete(role);
  };

  return {
    // What was checked stays until the session itself drops it: junk from the page must not erase it.
    putRaw(role, media) {
      raw.get(role)?.bytes.fill(0);
      raw.set(role, media);
    },
    takeRaw(role) {
      const media = raw.get(role) ?? null;
      raw.delete(role);
      return media;
    },
    putChecked(role, media) {
      drop(role);
      checked.set(role, media);
    },
    checked: (role) => checked.get(role) ?? null,
    drop,
    putDrawing(bytes) {
      dropDrawing();
      drawing = bytes;
    },
    drawing: () => drawing,
    dropDrawing,
    count: () => raw.size + checked.size + (drawing === null ? 0 : 1),
  };
}
