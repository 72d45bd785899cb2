import type { Intent, StateName } from '../../main/core/session-shape.ts';

const CALL: Intent = { type: 'callAttendant' };
const FINISH: Intent = { type: 'finish' };
const CANCEL: Intent = { type: 'cancel' };

/** What people do in each state: usually the first, sometimes another. Null: they wait. */
export const LIKELY: Readonly<Record<StateName, readonly (Intent | null)[]>> = {
  idle: [{ type: 'start', language: 'vi' }],
  consent: [{ type: 'giveConsent' }, CANCEL],
  'face.ready': [{ type: 'recordingStarted' }, { type: 'withdrawConsent' }, CALL],
  'face.recording': [null, { type: 'recordingStopped' }, CANCEL],
  'face.checking': [null, CANCEL, CALL],
  'card.ready': [{ type: 'scanStarted' }, { type: 'skipCard' }, CANCEL],
  'card.scanning': [null, CANCEL],
  'card.checking': [null, CANCEL, CALL],
  review: [{ type: 'submit' }, { type: 'retake', roles: ['card'] }, { type: 'withdrawConsent' }],
  sending: [null, CANCEL],
  verdict: [
    { type: 'print' },
    FINISH,
    { type: 'retake', roles: ['card'] },
    { type: 'retake', roles: ['face'] },
    { type: 'resend' },
  ],
  printing: [null, CANCEL],
  wiping: [null],
  retake: [{ type: 'continue' }, CANCEL, CALL],
  attendant: [FINISH],
  outcomeUnknown: [{ type: 'resend' }, { type: 'park', customerAgrees: true }, CALL, FINISH],
  fault: [FINISH],
};
