import { policySettings } from './policy-settings.ts';

/** Why a setting is the machine's alone, whatever a ring's document says. */
export type NotForRing =
  | 'trust' // whom this station believes and who it is on the cluster: a document must not choose its own judge
  | 'program' // which program runs here, whence it comes and when
  | 'service' // where customers' media and the key go, and which key
  | 'copies' // where copies of customers' media go, and whether media stay on this disk
  | 'identity' // the name of one station, who its tellers are, what opens its supervisor's page
  | 'irreversible' // what it deletes no way back brings back
  | 'loosens' // less would be asked for before a customer is accepted
  | 'seat'; // true of one seat or disk only: a mounting, a folder, a file

/** Every setting that a ring must not decide, with the reason. A group stands for all that is below it. */
export const NOT_FOR_RINGS: Readonly<Record<string, NotForRing>> = {
  fleet: 'trust',
  updates: 'program',
  stationId: 'identity',
  cardRequired: 'loosens',
  'service.baseUrl': 'service',
  'service.keySlot': 'service',
  'service.keyHeader': 'service',
  'service.v2Format': 'service',
  'service.caBundlePath': 'trust',
  'service.pins': 'trust',
  'appearance.logoPath': 'seat',
  'cameras.face.rotationDegrees': 'seat',
  'cameras.face.viewDegrees': 'seat',
  card: 'loosens',
  'receipt.folder': 'seat',
  'journal.headFolder': 'seat',
  'journal.dailyHeadFolder': 'seat',
  handOver: 'copies',
  retention: 'irreversible',
  parking: 'copies',
  'secondScreen.display': 'seat',
  'kiosk.signOn': 'identity',
  'kiosk.supervisorPinHash': 'identity',
};

/** Every setting that a ring may decide: what head office changes for many stations, and what can be taken back. */
export const FOR_RINGS: ReadonlySet<string> = new Set([
  'defaultLanguage',
  'consentAct',
  'maxTries',
  'service.connectTimeoutMs',
  'service.stallTimeoutMs',
  'service.answerTimeoutMs',
  'recording.widthPx',
  'recording.heightPx',
  'recording.minFramesPerSecond',
  'recording.idealFramesPerSecond',
  'recording.lengthMs',
  'recording.videoBitsPerSecond',
  'appearance.theme',
  'appearance.brandName',
  'appearance.accentColour',
  'cameras.guidance',
  'cameras.spoken',
  'cameras.allowed.face',
  'cameras.allowed.card',
  'station.dailyCheck',
  'receipt.paper',
  'receipt.printer',
  'journal.printDailyHead',
  'quota.perDay',
  'quota.perMonth',
  'secondScreen.show',
  'secondScreen.customerMay',
  'kiosk.lockDown',
  'kiosk.idleSeconds',
  'verdict.minSimilarity',
  'verdict.maxSpoofProbability',
  'verdict.requireCard',
  'verdict.reviewWhenNotAssessed',
  'precheck.rules',
  'precheck.smallPortrait',
]);

/**
 * SECURITY: a ring decides only what is listed for it; a setting added later is the machine's until somebody lists
 * it (test/core/ring-settings.test.ts).
 */
export const mayRingDecide = (path: string): boolean => FOR_RINGS.has(path);

/** Settings that stand in neither table, or in both. */
export const undecidedForRings = (): readonly string[] =>
  policySettings.map(({ path }) => path).filter((path) => FOR_RINGS.has(path) === isRefused(path));

function isRefused(path: string): boolean {
  return Object.keys(NOT_FOR_RINGS).some((refused) => path === refused || path.startsWith(`${refused}.`));
}
