import { createHash } from 'node:crypto';
import { judgeConsentAct } from '../core/consent-act.ts';
import { strokesText, type ConsentAct } from '../core/signature.ts';
import type { ConsentProof } from '../core/consent.ts';
import { ok, type Result } from '../core/result.ts';
import type { Intent, Session } from '../core/session-shape.ts';

export interface GivenConsent {
  readonly proof: ConsentProof;
  /** The drawing as bytes that can be overwritten; null where none was made. */
  readonly drawing: Uint8Array | null;
}

/** What the journal says of a consent, and the drawing itself; null for any other intent. */
export function proveConsent(
  intent: Intent,
  asked: ConsentAct,
  { name, language }: Session,
): Result<GivenConsent | null> {
  // In any other state the session itself refuses it.
  if (intent.type !== 'giveConsent' || name !== 'consent') return ok(null);
  const given = judgeConsentAct(asked, intent.signed, language);
  if (!given.ok) return given;
  const { act, strokes } = given.value;
  if (strokes === null) return ok({ proof: { act, strokesSha256: null }, drawing: null });
  const drawing = Buffer.from(strokesText(strokes));
  const strokesSha256 = createHash('sha256').update(drawing).digest('hex');
  return ok({ proof: { act, strokesSha256 }, drawing });
}
