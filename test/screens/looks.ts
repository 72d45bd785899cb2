import type { AdminState } from '../../main/core/admin.ts';
import { bilingualSchema, type Language } from '../../main/core/language.ts';
import { sessionSchema, type Session } from '../../main/core/session-shape.ts';
import { sampleDesks, sampleFleetDesk } from '../renderer/sample-admin.ts';
import { sampleSessions } from '../renderer/sample-sessions.ts';
import { sampleStation } from '../renderer/sample-station.ts';
import type { FakeAnswers } from './fake-bridge.ts';

/** One thing to look at: what main tells the page, and the way there by the page's own controls. */
export interface Look {
  readonly session: Session;
  readonly desk: AdminState;
  /** Controls to press, one after another. */
  readonly press: readonly string[];
  /** Test id that stands there in the end. */
  readonly shows: string;
  /** What main answers otherwise than always. */
  readonly answers?: FakeAnswers;
  /** A live picture is in it: never twice the same. */
  readonly isLive: boolean;
}

/** Every screen of customer and staff, by name. */
export function allLooks(
  language: Language,
  sessions: Readonly<Record<string, Session>> = sampleSessions(language, 'practice'),
): Readonly<Record<string, Look>> {
  const idle = sessions['idle'];
  const faceReady = sessions['face-ready'];
  if (idle === undefined || faceReady === undefined) throw new Error('no sample for idle');
  const ofSession = (session: Session): Look => ({
    session,
    desk: sampleDesks.closed,
    press: [],
    shows: `screen-${session.name.replaceAll('.', '-')}`,
    isLive: /^(face|card)\.(ready|recording|scanning)/.test(session.name),
  });
  const ofStaff = (desk: AdminState, press: readonly string[], shows: string): Look => ({
    session: idle,
    desk,
    press,
    shows,
    isLive: false,
  });
  return {
    ...Object.fromEntries(Object.entries(sessions).map(([name, session]) => [name, ofSession(session)])),
    'camera-picker': {
      ...ofSession(faceReady),
      press: ['other-camera'],
      shows: 'camera-picker',
    },
    ...stationLooks(ofStaff),
    'staff-signed-on': ofStaff(sampleDesks.signedOn, [], 'sign-off'),
    'staff-sign-on': ofStaff(sampleDesks.signOn, [], 'screen-sign-on'),
    'staff-pin': ofStaff(sampleDesks.closed, ['admin-open'], 'screen-admin-pin'),
    'staff-pin-choose': ofStaff(sampleDesks.choosePin, ['admin-open'], 'screen-admin-pin'),
    'staff-pin-missing': ofStaff(sampleDesks.pinMissing, ['admin-open'], 'screen-admin-pin'),
    'staff-pin-locked': ofStaff(sampleDesks.pinLocked, ['admin-open'], 'screen-admin-pin'),
    'staff-desk': ofStaff(sampleDesks.open, ['admin-open', 'show-stats'], 'screen-admin'),
    'staff-policy': ofStaff(sampleDesks.open, ['admin-open'], 'policy'),
    'staff-fleet': ofStaff(sampleFleetDesk, ['admin-open', 'fleet-day'], 'fleet-summary'),
    'staff-copies-wait': {
      ...ofStaff(sampleDesks.open, ['admin-open'], 'hand-over-stand'),
      session: sessions['idle-copies-wait'] ?? idle,
    },
    'staff-history': ofStaff(sampleDesks.open, ['admin-open', 'history-open', 'history-search'], 'head-code'),
  };
}

type OfStaff = (desk: AdminState, press: readonly string[], shows: string) => Look;

/** The daily check: asked for, a go with remarks, no go. */
const stationLooks = (ofStaff: OfStaff): Readonly<Record<string, Look>> => ({
  'station-due': ofStaff(sampleDesks.closed, ['station-open'], 'screen-station'),
  'station-go': {
    ...ofStaff(sampleDesks.closed, ['station-open'], 'station-go'),
    answers: { 'station.get': sampleStation.go },
  },
  'station-drawn': {
    ...ofStaff(sampleDesks.closed, ['station-open'], 'station-charts'),
    answers: { 'station.get': sampleStation.go },
  },
  'station-no-go': {
    ...ofStaff(sampleDesks.closed, ['station-open'], 'station-no-go'),
    answers: { 'station.get': sampleStation.noGo },
  },
});

/** The same with every sentence of a finding put through `words`. */
export function looksInWords(
  language: Language,
  words: (text: string) => string,
): Readonly<Record<string, Look>> {
  const sessions = Object.entries(sampleSessions(language, 'practice')).map(([name, session]) => [
    name,
    sessionSchema.parse(
      JSON.parse(JSON.stringify(session), (key, value: unknown) =>
        key === 'text' ? inBoth(value, words) : value,
      ),
    ),
  ]);
  return allLooks(language, Object.fromEntries(sessions) as Readonly<Record<string, Session>>);
}

function inBoth(value: unknown, words: (text: string) => string): unknown {
  const said = bilingualSchema.safeParse(value);
  return said.success ? { vi: words(said.data.vi), en: words(said.data.en) } : value;
}
