import { describe, expect, it } from 'vitest';
import { isAllowed } from '../../main/core/camera-policy.ts';
import { bindCamera, kindOfCamera, NO_CHOICES } from '../../main/core/cameras.ts';

const face = { deviceId: 'a', label: 'Logitech BRIO' };
const document = { deviceId: 'b', label: 'ELMO MX-P2' };

describe('bindCamera', () => {
  it('takes the only ordinary camera without asking', () => {
    const infrared = { deviceId: 'i', label: 'Integrated IR Camera' };
    expect(bindCamera([infrared, face], NO_CHOICES, 'face')).toEqual({ kind: 'bound', camera: face });
  });

  it('asks when there are several and none was chosen', () => {
    expect(bindCamera([face, document], NO_CHOICES, 'face')).toEqual({ kind: 'choose' });
  });

  it('finds a remembered camera again by its label when the id has changed', () => {
    const choices = { ...NO_CHOICES, card: { ...document, deviceId: 'old' } };
    expect(bindCamera([face, document], choices, 'card')).toEqual({ kind: 'bound', camera: document });
  });

  it('asks when two cameras carry the remembered label', () => {
    const twin = { ...document, deviceId: 'c' };
    const choices = { ...NO_CHOICES, card: { ...document, deviceId: 'old' } };
    expect(bindCamera([document, twin], choices, 'card').kind).toBe('choose');
  });

  it('never puts another camera in the place of a missing one', () => {
    const choices = { ...NO_CHOICES, card: document };
    expect(bindCamera([face], choices, 'card')).toEqual({ kind: 'missing', choice: document });
  });

  it('never takes an infrared or virtual camera, not even a remembered one', () => {
    const virtual = { deviceId: 'v', label: 'OBS Virtual Camera' };
    expect(bindCamera([virtual], { ...NO_CHOICES, face: virtual }, 'face').kind).toBe('refused');
    expect(bindCamera([virtual], NO_CHOICES, 'face').kind).toBe('refused');
    expect(bindCamera([virtual, face], { ...NO_CHOICES, face: virtual }, 'face').kind).toBe('choose');
  });

  it('opens only what the allow-list of the role names', () => {
    expect(bindCamera([face, document], NO_CHOICES, 'face', ['logitech*'])).toEqual({
      kind: 'bound',
      camera: face,
    });
    expect(bindCamera([document], NO_CHOICES, 'face', ['logitech*']).kind).toBe('refused');
  });

  it('never opens a remembered camera that is no longer allowed, nor another in its place', () => {
    const choices = { ...NO_CHOICES, face: document };
    expect(bindCamera([document], choices, 'face', ['Logitech*']).kind).toBe('refused');
    expect(bindCamera([document, face], choices, 'face', ['Logitech*']).kind).toBe('choose');
  });

  it('says none when there is none', () => {
    expect(bindCamera([], { ...NO_CHOICES, face }, 'face').kind).toBe('none');
  });
});

describe('kindOfCamera', () => {
  it.each([
    ['Integrated IR Camera (04f2:b6d9)', 'infrared'],
    ['Windows Hello Face Camera', 'infrared'],
    ['OBS Virtual Camera', 'virtual'],
    ['ManyCam Virtual Webcam', 'virtual'],
    ['HD Webcam C920', 'ordinary'],
    ['BIRD View camera', 'ordinary'],
  ])('%s is %s', (label, kind) => {
    expect(kindOfCamera(label)).toBe(kind);
  });
});

describe('isAllowed', () => {
  const label = 'Logitech BRIO (046d:085e)';

  it.each([
    [[], true],
    [['Logitech BRIO*'], true],
    [['logitech brio (046d:085e)'], true],
    [['*(046d:085e)'], true],
    [['Log*BRIO*085e)'], true],
    [['*'], true],
    [['ELMO*', '*BRIO*'], true],
    [['Logitech BRIO'], false],
    [['BRIO*'], false],
    [['*085e'], false],
    [['Logitech BRIO (046d:085e)*)'], false],
  ])('%j: %s', (patterns, expected) => {
    expect(isAllowed(label, patterns)).toBe(expected);
  });
});
