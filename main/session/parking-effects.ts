import { failure } from '../core/failure.ts';
import type { CheckedMedia } from '../core/ports.ts';
import type { Capture } from '../core/session-shape.ts';
import type { EffectContext } from './effect-context.ts';

/** Seals the media of this session; the session is wiped only when they are safely on the disk. */
export async function park({ session, ports, dispatch }: EffectContext): Promise<void> {
  const { parking, vault, journal } = ports;
  const reference = session.sessionId;
  const video = vault.checked('face');
  if (reference === null || video === null) {
    dispatch({ type: 'parkingFailed', failure: failure('internal', 'checked media missing') });
    return;
  }
  const parked = await parking.park(reference, { video, card: vault.checked('card') });
  if (!parked.ok) {
    dispatch({ type: 'parkingFailed', failure: parked.failure });
    return;
  }
  const facts = { act: 'sealed', expiresAtMs: parked.value.expiresAtMs } as const;
  const recorded = await journal.append({ type: 'mediaParked', sessionId: reference, facts });
  // What can't be recorded must not be kept; and a session that moved on meanwhile has nothing to keep.
  if (!recorded.ok) dispatch({ type: 'parkingFailed', failure: recorded.failure });
  const isKept = recorded.ok && dispatch({ type: 'parked' });
  if (!isKept) await parking.erase(reference);
}

/** Opens a parked check into the vault and takes its session up again; the sealed file stays until a decision. */
export async function openParked(reference: string, { ports, dispatch }: EffectContext): Promise<void> {
  const opened = await ports.parking.open(reference);
  if (!opened.ok) {
    dispatch({ type: 'parkingFailed', failure: opened.failure });
    dispatch({ type: 'deskChanged' });
    return;
  }
  const { video, card } = opened.value;
  const face = captureOf(video);
  const accepted = dispatch({
    type: 'unparked',
    reference,
    face,
    card: card === null ? null : captureOf(card),
  });
  // The vault is another customer's by now if the session was started meanwhile.
  if (!accepted) {
    video.bytes.fill(0);
    card?.bytes.fill(0);
    return;
  }
  ports.vault.putChecked('face', video);
  if (card !== null) ports.vault.putChecked('card', card);
}

export async function eraseParked(reference: string, { ports, dispatch }: EffectContext): Promise<void> {
  const wasThere = await ports.parking.erase(reference);
  const facts = { act: 'erased', expiresAtMs: null } as const;
  if (wasThere) await ports.journal.append({ type: 'mediaParked', sessionId: reference, facts });
  dispatch({ type: 'deskChanged' });
}

const captureOf = ({ sha256, summary, bytes }: CheckedMedia): Capture => ({
  sha256,
  summary,
  sizeBytes: bytes.byteLength,
});
