import { appearanceOf, appearancePolicySchema } from '../../main/core/appearance.ts';
import { describe, expect, it } from 'vitest';
import {
  customerView,
  customerViewSchema,
  type CustomerGuide,
  type CustomerSetting,
} from '../../main/core/customer-view.ts';
import type { Session } from '../../main/core/session-shape.ts';
import { sampleSessions } from '../renderer/sample-sessions.ts';

const setting: CustomerSetting = {
  mode: 'live',
  may: [],
  recordingMs: 5500,
  handsOver: false,
  consentAct: 'tickAndPress',
  appearance: appearanceOf(appearancePolicySchema.parse({})),
};
const guide: CustomerGuide = {
  deviceId: 'a',
  size: { width: 1920, height: 1080 },
  rotation: 0,
  window: { x: 320, y: 60, width: 1280, height: 960 },
  tone: 'wish',
  hint: 'closer',
  moveCm: 15,
  insistent: false,
  countdownS: null,
};
const looks = sampleSessions('en', 'live');
const look = (name: string): Session => {
  const session = looks[name];
  if (session === undefined) throw new Error(`no look ${name}`);
  return session;
};

describe('what the customer is told', () => {
  it.each(Object.entries(looks))(
    '%s: fits the strict schema and holds nothing of the answer',
    (_name, session) => {
      const view = customerView(session, setting, guide);
      expect(customerViewSchema.parse(view)).toEqual(view);
      expect(Object.keys(view).toSorted()).toEqual([
        'advice',
        'appearance',
        'consentAct',
        'guide',
        'handsOver',
        'language',
        'may',
        'mode',
        'recordingMs',
        'screen',
      ]);
      const text = JSON.stringify(view);
      for (const secret of [
        '99.97',
        '0.0015',
        session.sessionId ?? 'none',
        'HN-012',
        session.face?.sha256 ?? 'none',
      ])
        expect(text).not.toContain(secret);
    },
  );

  it('an approval looks like nothing but an approval, and every other end the same as help', () => {
    const screens = Object.entries(looks)
      .filter(([, { name, verdict }]) => name === 'verdict' && verdict !== null)
      .map(([, session]) => [session.verdict?.outcome, customerView(session, setting, null).screen]);
    expect(screens.length).toBeGreaterThan(4);
    for (const [outcome, screen] of screens)
      expect(screen).toBe(outcome === 'approved' ? 'done' : 'seeTeller');
    for (const name of ['attendant', 'outcome-unknown', 'fault'])
      expect(customerView(look(name), setting, null).screen).toBe('seeTeller');
  });

  it('the camera is shown while the face is taken and at no other time', () => {
    const shown = Object.values(looks).filter(
      (session) => customerView(session, setting, guide).guide !== null,
    );
    expect(new Set(shown.map(({ name }) => name))).toEqual(new Set(['face.ready', 'face.recording']));
  });

  it('a retake says in plain words what to change, and nothing of what is the teller’s', () => {
    expect(customerView(look('retake-face'), setting, null)).toMatchObject({ screen: 'again', advice: [] });
    const session = look('retake-face');
    const findings = session.retake?.summary?.findings.map((finding, index) => ({
      ...finding,
      rule: ['face.tooDark', 'face.tooSmall', 'video.frameRate'][index] ?? 'video.size',
    }));
    const named: Session = {
      ...session,
      retake: {
        roles: ['face'],
        cause: 'precheck',
        failure: null,
        summary: { predictedCode: '406', outcome: 'fail', findings: findings ?? [] },
      },
    };
    expect(customerView(named, setting, null).advice).toEqual(['moreLight', 'closer']);
    expect(customerView(look('retake-camera'), setting, null).screen).toBe('moment');
    expect(customerView(look('retake-short-time'), setting, null).screen).toBe('card');
  });

  it('a field more than the schema names is refused', () => {
    const view = { ...customerView(look('idle'), setting, null), similarity: 99 };
    expect(customerViewSchema.safeParse(view).success).toBe(false);
  });
});
