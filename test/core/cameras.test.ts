import { describe, expect, it } from 'vitest';
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
    expect(bindCamera([virtual], { ...NO_CHOICES, face: virtual }, 'face').kind).toBe('missing');
    expect(bindCamera([virtual], NO_CHOICES, 'face').kind).toBe('none');
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
