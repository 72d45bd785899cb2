import type { CheckedMedia, SessionEvidence } from '../../main/core/ports.ts';
import { capture, verdict } from '../core/samples.ts';

const media = (bytes: Uint8Array, contentType: CheckedMedia['contentType']): CheckedMedia => ({
  bytes,
  sha256: '',
  contentType,
  fileName: '',
  summary: capture('pass').summary,
  report: { schema: 'report' },
  preview: null,
});

// Not a multiple of a block, so that the padding is tried too.
export const VIDEO = Buffer.alloc(4_000_001, 'moving picture');
export const CARD = Buffer.alloc(900_003, 'card picture');

export const sampleEvidence = (): SessionEvidence => ({
  reference: 'K7QM-2XTA-9P',
  attempt: 1,
  mode: 'practice',
  atMs: 1_790_000_000_000,
  video: media(VIDEO, 'video/mp4'),
  card: media(CARD, 'image/jpeg'),
  answer: { code: '200' },
  verdict: verdict('finish'),
  signature: null,
});
