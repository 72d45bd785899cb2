import { appearanceOf, appearancePolicySchema } from '../../main/core/appearance.ts';
import { defaultCameraPolicy } from '../../main/core/camera-policy.ts';
import type { AppInfo } from '../../main/core/contract.ts';
import type { DeskNotes } from '../../main/core/desk.ts';
import type { Language } from '../../main/core/language.ts';
import type { Finding } from '../../main/core/report.ts';
import { idleSession } from '../../main/core/session-events.ts';
import type { Capture, Session } from '../../main/core/session-shape.ts';
import type { Mode, Verdict } from '../../main/core/verdict-shape.ts';

/** A session for every screen, and for every look a screen can have. */

export const sampleInfo = (mode: Mode, cardRequired = false): AppInfo => ({
  version: '0.1.0',
  mode,
  stationId: 'HN-012-03',
  defaultLanguage: 'vi',
  cardRequired,
  handsOver: false,
  consentAct: 'tickAndPress',
  maxTries: 5,
  recording: {
    widthPx: 1280,
    heightPx: 960,
    minFramesPerSecond: 25,
    idealFramesPerSecond: 30,
    lengthMs: 5500,
    videoBitsPerSecond: 6_000_000,
  },
  cameras: defaultCameraPolicy,
  card: { camera: true, fromFile: false, fromFolder: false },
  isClosed: false,
  secondScreen: true,
  appearance: appearanceOf(appearancePolicySchema.parse({})),
});

const finding = (
  rule: string,
  code: string | null,
  severity: Finding['severity'],
  vi: string,
  en: string,
): Finding => ({
  rule,
  code,
  severity,
  measured: null,
  limit: null,
  unit: '',
  fromMs: null,
  toMs: null,
  text: { vi, en },
  assessed: true,
  overridden: false,
});

const tooDark = finding(
  'light',
  '406',
  'block',
  'Khuôn mặt quá tối. Hãy bật thêm đèn phía trước.',
  'The face is too dark. Turn on more light in front.',
);
const tooSmall = finding(
  'faceShare',
  '411',
  'block',
  'Khuôn mặt quá nhỏ. Xin ngồi lại gần hơn khoảng 15 cm.',
  'The face is too small. Please come about 15 cm closer.',
);
const lowResolution = finding(
  'portraitHeight',
  null,
  'warn',
  'Ảnh chân dung trên thẻ hơi nhỏ. Kết quả so sánh có thể kém chính xác.',
  'The portrait on the card is rather small. The comparison may be less exact.',
);

const capture = (sizeBytes: number, findings: readonly Finding[]): Capture => ({
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  sizeBytes,
  summary: {
    predictedCode: findings.some((one) => one.severity === 'block') ? '406' : '200',
    outcome: findings.length === 0 ? 'pass' : 'warn',
    findings,
  },
});

const verdict = (mode: Mode, changes: Partial<Verdict>): Verdict => ({
  mode,
  outcome: 'approved',
  reasons: ['liveAndMatched', 'deepfakeNotAssessed'],
  fields: [
    { field: 'code', value: '200', agrees: 'yes' },
    { field: 'liveness.code', value: '200', agrees: 'yes' },
    { field: 'liveness.is_live', value: 'true', agrees: 'yes' },
    { field: 'liveness.spoof_prob', value: '0.0015', agrees: 'yes' },
    { field: 'liveness.need_to_review', value: 'false', agrees: 'yes' },
    { field: 'liveness.is_deepfake', value: null, agrees: 'notAssessed' },
    { field: 'face_match.isMatch', value: 'true', agrees: 'yes' },
    { field: 'face_match.similarity', value: '99.97', agrees: 'yes' },
  ],
  nextStep: 'finish',
  code: '200',
  similarity: 99.97,
  spoofProbability: 0.0015,
  deepfakeProbability: null,
  warnings: [],
  ...changes,
});

const unresolvedDesk: DeskNotes = {
  unresolved: [{ reference: 'K7QM-2XTA-9P', atMs: Date.UTC(2026, 10, 23, 2, 12) }],
  use: { today: 212, thisMonth: 3100, inAll: 9100 },
  quota: { perDay: 300, perMonth: 6000 },
  damagedLines: 1,
  parked: [],
  parkingHours: null,
};

/** Copies for the bank that it has not taken yet. */
export const copiesWaitDesk: DeskNotes = {
  ...unresolvedDesk,
  unresolved: [],
  handOver: {
    waiting: 3,
    oldestAtMs: Date.UTC(2026, 10, 22, 9, 41),
    failure: { code: 'handOverFailed', detail: 'HTTP 503' },
  },
};

const parkedDesk: DeskNotes = {
  ...unresolvedDesk,
  unresolved: [],
  damagedLines: 0,
  parked: [{ reference: 'K7QM-2XTA-9P', expiresAtMs: Date.UTC(2026, 10, 23, 9, 0) }],
  parkingHours: 4,
};

/** Name of the look -> session record. */
export function sampleSessions(language: Language, mode: Mode): Readonly<Record<string, Session>> {
  const base: Session = { ...idleSession(language), language, sessionId: 'S-1', deadlineAtMs: null };
  const captured: Session = {
    ...base,
    face: capture(4_213_000, []),
    card: capture(431_000, [lowResolution]),
    tries: { face: 1, card: 1, sends: 0 },
  };
  return {
    idle: { ...idleSession(language), language },
    'idle-parked': { ...idleSession(language), language, desk: parkedDesk },
    'idle-copies-wait': { ...idleSession(language), language, desk: copiesWaitDesk },
    'idle-unresolved': { ...idleSession(language), language, desk: unresolvedDesk },
    consent: { ...base, name: 'consent' },
    'face-ready': { ...base, name: 'face.ready' },
    'face-recording': { ...base, name: 'face.recording' },
    'face-checking': { ...base, name: 'face.checking' },
    'card-ready': { ...base, name: 'card.ready' },
    'card-folder-unreadable': {
      ...base,
      name: 'card.ready',
      desk: { ...unresolvedDesk, isCardFolderUnreadable: true },
    },
    'card-scanning': { ...base, name: 'card.scanning' },
    'card-checking': { ...base, name: 'card.checking' },
    ...reviewLooks(captured),
    ...sendingLooks(captured),
    ...verdictLooks(captured, mode),
    ...putOffLooks(captured, mode),
    printing: { ...captured, name: 'printing', receipt: { state: 'pending' } },
    wiping: { ...base, name: 'wiping' },
    ...retakeLooks(base),
    ...helpLooks(captured),
  };
}

const reviewLooks = (captured: Session): Readonly<Record<string, Session>> => ({
  review: { ...captured, name: 'review' },
  'review-quota': { ...captured, name: 'review', desk: { ...unresolvedDesk, unresolved: [] } },
  'review-not-sent': { ...captured, name: 'review', failure: { code: 'serviceUnreachable' } },
  'review-no-card': { ...captured, name: 'review', card: null, cardSkipped: true },
});

const sendingLooks = (captured: Session): Readonly<Record<string, Session>> => ({
  sending: { ...captured, name: 'sending', progress: { sentBytes: 1_912_000, totalBytes: 4_645_000 } },
  'sending-waiting': {
    ...captured,
    name: 'sending',
    progress: { sentBytes: 4_645_000, totalBytes: 4_645_000 },
  },
  'sending-cancelling': { ...captured, name: 'sending', cancelling: true },
});

const verdictLooks = (captured: Session, mode: Mode): Readonly<Record<string, Session>> => ({
  'verdict-approved': { ...captured, name: 'verdict', verdict: verdict(mode, {}) },
  'verdict-copy-waits': {
    ...captured,
    name: 'verdict',
    verdict: verdict(mode, {}),
    handOver: { end: 'waiting', failure: { code: 'handOverFailed' } },
  },
  'verdict-copy-lost': {
    ...captured,
    name: 'verdict',
    verdict: verdict(mode, {}),
    handOver: { end: 'failed', failure: { code: 'handOverFailed' } },
  },
  'verdict-rejected': {
    ...captured,
    name: 'verdict',
    verdict: verdict(mode, {
      outcome: 'rejected',
      code: '303',
      reasons: ['faceNotMatched'],
      similarity: 18.45,
      fields: [
        { field: 'code', value: '303', agrees: 'no' },
        { field: 'liveness.is_live', value: 'true', agrees: 'yes' },
        { field: 'face_match.isMatch', value: 'false', agrees: 'no' },
        { field: 'face_match.similarity', value: '18.45', agrees: 'no' },
      ],
    }),
    receipt: { state: 'savedAsPdf' },
  },
  'verdict-retake-card': {
    ...captured,
    name: 'verdict',
    verdict: verdict(mode, {
      outcome: 'retakeCard',
      nextStep: 'retakeCard',
      code: '407',
      reasons: ['noFaceInDocument'],
      similarity: null,
      warnings: ['Resolution of video is too low. Please upload video with at least HD resolution'],
    }),
  },
});

const putOffLooks = (captured: Session, mode: Mode): Readonly<Record<string, Session>> => {
  const putOff: Session = {
    ...captured,
    name: 'verdict',
    verdict: verdict(mode, {
      outcome: 'serviceError',
      nextStep: 'tryLater',
      code: null,
      reasons: ['tooManyRequests'],
      fields: [],
      similarity: null,
      spoofProbability: null,
      retryAfterMs: 30_000,
    }),
  };
  return {
    'verdict-put-off': putOff,
    'verdict-put-off-for-good': { ...putOff, attendant: 'serviceRefused' },
    'verdict-no-more-tries': {
      ...captured,
      name: 'verdict',
      attendant: 'tooManyRetakes',
      verdict: verdict(mode, { outcome: 'retakeCard', nextStep: 'retakeCard', code: '407' }),
    },
  };
};

const retakeLooks = (base: Session): Readonly<Record<string, Session>> => ({
  'retake-face': {
    ...base,
    name: 'retake',
    tries: { face: 2, card: 0, sends: 0 },
    retake: {
      roles: ['face'],
      cause: 'precheck',
      summary: { predictedCode: '406', outcome: 'fail', findings: [tooDark, tooSmall] },
      failure: null,
    },
  },
  'retake-camera': {
    ...base,
    name: 'retake',
    retake: {
      roles: ['face'],
      cause: 'camera',
      summary: null,
      failure: { code: 'cameraFailed', detail: 'NotReadableError' },
    },
  },
  'retake-short-time': {
    ...base,
    name: 'retake',
    deadlineAtMs: Date.now() + 25_000,
    retake: { roles: ['card'], cause: 'person', summary: null, failure: null },
  },
});

const helpLooks = (captured: Session): Readonly<Record<string, Session>> => ({
  attendant: { ...captured, name: 'attendant', attendant: 'tooManyRetakes' },
  'outcome-unknown-parking': {
    ...captured,
    name: 'outcomeUnknown',
    failure: { code: 'outcomeUnknown' },
    desk: parkedDesk,
  },
  'outcome-unknown': { ...captured, name: 'outcomeUnknown', failure: { code: 'outcomeUnknown' } },
  'outcome-unrecorded': { ...captured, name: 'outcomeUnknown', failure: { code: 'answerUnrecorded' } },
  fault: { ...captured, name: 'fault', failure: { code: 'internal', detail: 'page gone' } },
});
