import { describe, expect, it } from 'vitest';
import { stateNames, type Session, type StateName } from '../../main/core/session-shape.ts';
import { drawScreen } from './draw-screen.tsx';
import { sampleSessions } from './sample-sessions.ts';

/** What takes longer than a second without anybody doing something. */
const TAKES_TIME: ReadonlySet<StateName> = new Set([
  'face.checking',
  'card.checking',
  'sending',
  'printing',
  'wiping',
] as const);

const looks = Object.entries(sampleSessions('en', 'live'));
const look = (name: string): Session => {
  const session = sampleSessions('en', 'live')[name];
  if (session === undefined) throw new Error(`no look ${name}`);
  return session;
};

describe('every screen', () => {
  it.each(looks)('%s has one heading and says what comes next', (_name, session) => {
    const html = drawScreen(session, 'live');
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toMatch(/data-testid="next"[^]*?<span>[^<]{10,}<\/span>/);
  });

  it('shows that something is going on where a person only waits, and nowhere else', () => {
    const busy = looks
      .filter(([, session]) => /class="busy"|<progress/.test(drawScreen(session, 'live')))
      .map(([, session]) => session.name);
    expect(new Set(busy)).toEqual(new Set(stateNames.filter((name) => TAKES_TIME.has(name))));
  });

  it.each<[string, string, RegExp]>([
    ['the progress of sending', 'sending', /<output class="upload-words">1[.,]9 MB of/],
    ['that the answer is waited for', 'sending-waiting', /<output class="upload-words">[^<]{5,}/],
    ['that it records', 'face-recording', /<output class="recording-mark">/],
    ['that time runs out', 'retake-short-time', /role="alert"[^>]*data-testid="time-left"/],
    ['why it was not sent', 'review-not-sent', /role="alert"[^]*?serviceUnreachable/],
    ['what came of the receipt', 'verdict-rejected', /role="status"[^]*?saved as PDF/],
  ])('tells a screen reader %s as it happens', (_what, name, words) => {
    expect(drawScreen(look(name), 'live')).toMatch(words);
  });
});
