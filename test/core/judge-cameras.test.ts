import { describe, expect, it } from 'vitest';
import { cameraFindingsSchema, type FaceCamera } from '../../main/core/camera-findings.ts';
import { cameraPolicySchema } from '../../main/core/camera-policy.ts';
import { judgeCameras } from '../../main/core/judge-cameras.ts';
import { defaultPolicy } from '../../main/core/policy.ts';
import type { CheckCause, CheckName, CheckState, StationCheck } from '../../main/core/station-check.ts';

const face: FaceCamera = {
  opened: { label: 'Logitech BRIO', widthPx: 3840, heightPx: 2160 },
  window: { widthPx: 1280, heightPx: 960 },
  ownWidthPx: 3840,
  pace: { framesPerSecond: 30, largestGapMs: 36 },
  flicker: { kind: 'measured', percent: 0.2, isSeen: false },
  trace: null,
  sceneBrightness: 110,
  face: { brightness: 120, backgroundBrightness: 100, burntShare: 0, sharpness: 1.1 },
};
const card = { opened: { label: 'ELMO MX-P2', widthPx: 3264, heightPx: 2448 }, cardPx: 2300 };
const person = { brightness: 120, backgroundBrightness: 100, burntShare: 0, sharpness: 1.1 };

const judge = (findings: object, cameras: object = {}): readonly StationCheck[] =>
  judgeCameras(cameraFindingsSchema.parse({ face, card, ...findings }), {
    cameras: cameraPolicySchema.parse(cameras),
    recording: defaultPolicy.recording,
  });

const lineOf = (checks: readonly StationCheck[], name: CheckName): StationCheck | undefined =>
  checks.find((line) => line.name === name);

describe('the cameras of a station', () => {
  it('are well when all is well', () => {
    expect(judge({}).filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(judge({})).toHaveLength(8);
  });

  it.each<[string, CheckName, CheckState, CheckCause, Partial<FaceCamera>]>([
    [
      '15 pictures a second',
      'faceRate',
      'broken',
      'tooFewPictures',
      { pace: { framesPerSecond: 15, largestGapMs: 70 } },
    ],
    [
      'a pause of 150 ms',
      'faceRate',
      'attention',
      'unevenPictures',
      { pace: { framesPerSecond: 28, largestGapMs: 150 } },
    ],
    ['nothing counted', 'faceRate', 'notAssessed', 'cannotTell', { pace: null }],
    ['a 1080p camera', 'faceReach', 'attention', 'veryNear', { ownWidthPx: 1920 }],
    [
      'a 720p camera',
      'faceReach',
      'broken',
      'outOfReach',
      { ownWidthPx: 1280, window: { widthPx: 1280, heightPx: 720 } },
    ],
    [
      'a VGA camera',
      'faceReach',
      'broken',
      'outOfReach',
      { ownWidthPx: 640, window: { widthPx: 640, heightPx: 480 } },
    ],
    ['a closed shutter', 'faceLight', 'broken', 'lensCovered', { sceneBrightness: 2, face: null }],
    ['an empty chair in the dark', 'faceLight', 'attention', 'tooDark', { sceneBrightness: 30, face: null }],
    ['a dark face', 'faceLight', 'attention', 'tooDark', { face: { ...person, brightness: 60 } }],
    ['a bright face', 'faceLight', 'attention', 'tooBright', { face: { ...person, brightness: 215 } }],
    ['a burnt face', 'faceLight', 'attention', 'tooBright', { face: { ...person, burntShare: 0.3 } }],
    [
      'a window behind',
      'faceLight',
      'attention',
      'lightBehind',
      { face: { ...person, brightness: 60, backgroundBrightness: 200 } },
    ],
    [
      'flickering lamps',
      'faceFlicker',
      'attention',
      'flicker',
      { flicker: { kind: 'measured', percent: 4, isSeen: true } },
    ],
    [
      '25 pictures a second',
      'faceFlicker',
      'notAssessed',
      'bandsStandStill',
      { flicker: { kind: 'notAssessed', why: 'bandsStandStill' } },
    ],
    [
      'a restless scene',
      'faceFlicker',
      'notAssessed',
      'cannotTell',
      { flicker: { kind: 'notAssessed', why: 'restless' } },
    ],
    ['a soft face', 'faceFocus', 'attention', 'notSharp', { face: { ...person, sharpness: 0.5 } }],
    ['an empty chair', 'faceFocus', 'notAssessed', 'nobodyThere', { face: null }],
  ])('with %s: %s is %s (%s)', (_name, name, state, cause, change) => {
    expect(lineOf(judge({ face: { ...face, ...change } }), name)).toMatchObject({ state, cause });
  });

  it('reach farther with a narrower view, which policy may say', () => {
    const near = judge({ face: { ...face, ownWidthPx: 1920 } }, { face: { viewDegrees: 60 } });
    expect(lineOf(near, 'faceReach')).toMatchObject({ state: 'ok' });
  });

  it.each([
    ['NotFoundError', 'cameraMissing'],
    ['CameraMissing', 'cameraMissing'],
    ['CameraNotChosen', 'cameraNotChosen'],
    ['CameraRefused', 'cameraRefused'],
    ['CameraEffects', 'cameraEffects'],
    ['NotAllowedError', 'cameraBlocked'],
    ['NotReadableError', 'cameraFailed'],
  ])('that do not open (%s) are named with their way out: %s', (error, cause) => {
    const checks = judge({ face: { error }, card: { error } });
    expect(checks.map((line) => [line.name, line.state, line.cause])).toEqual([
      ['faceCamera', 'broken', cause],
      ['cardCamera', 'broken', cause],
    ]);
  });

  it('are refused by main itself when their model is not allowed, whatever the page opened', () => {
    const checks = judge({}, { allowed: { face: ['ELMO*'], card: ['Logitech*'] } });
    expect(checks.map(({ cause }) => cause)).toEqual(['cameraRefused', 'cameraRefused']);
  });

  it.each([
    [{ ...card, cardPx: 1600 }, 'attention', 'cardCoarse'],
    [{ ...card, cardPx: 900 }, 'broken', 'cardTooCoarse'],
    [{ opened: { ...card.opened, widthPx: 1920 }, cardPx: null }, 'attention', 'cardCoarse'],
    [{ ...card, cardPx: null }, 'ok', null],
  ])('give a card of %j: %s', (changed, state, cause) => {
    expect(lineOf(judge({ card: changed }), 'cardPixels')).toMatchObject({ state, cause });
  });
});
