import { assert, double, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaceSample, FrameSample, VideoMeasurement } from '../../main/core/measurement.ts';
import { parsePrecheckPolicy, defaultPrecheckPolicy } from '../../main/core/precheck-policy.ts';
import { judgeCard, judgeVideo, mergeSummaries } from '../../main/core/precheck.ts';
import { codeOrder } from '../../main/core/code-order.ts';
import { requirements, ruleIds } from '../../main/core/requirements.ts';
import { goodCard, goodFace, goodVideo } from './measurements.ts';

const judge = (change: Partial<VideoMeasurement>) =>
  judgeVideo({ ...goodVideo, ...change }, defaultPrecheckPolicy);
const withFaces = (change: Partial<FaceSample>): Partial<VideoMeasurement> => ({
  samples: goodVideo.samples.map((sample) => ({ ...sample, face: { ...goodFace, ...change } })),
});
const withSamples = (change: (sample: FrameSample, i: number) => FrameSample): Partial<VideoMeasurement> => ({
  samples: goodVideo.samples.map(change),
});
const lose = (from: number, to: number): Partial<VideoMeasurement> =>
  withSamples((sample, i) => (i >= from && i <= to ? { ...sample, face: null } : sample));
const withDifference = (difference90: number): Partial<VideoMeasurement> => ({
  liveness: { residual90: 0.003, eyeRange: 0.05, mouthRange: 0.02, difference90 },
});
/** Turned away in all samples but so many. */
const withGlance = (samples: number): Partial<VideoMeasurement> =>
  withSamples((sample, i) => ({ ...sample, face: { ...goodFace, yawDeg: i < samples ? 0 : 30 } }));

test('a good clip passes with 200 and no findings', () => {
  expect(judge({})).toEqual({ predictedCode: '200', outcome: 'pass', findings: [] });
});

describe('each rule gives its code', () => {
  test.each<readonly [string, Partial<VideoMeasurement>, string, string]>([
    ['not decodable', { isDecodable: false }, 'video.decodable', '409'],
    ['not MP4', { container: 'webm' }, 'video.container', '409'],
    ['over 10 MB', { sizeBytes: 10_000_001 }, 'video.size', '409'],
    ['4.9 s', { durationMs: 4900 }, 'video.tooShort', '409'],
    ['6.1 s', { durationMs: 6100 }, 'video.tooLong', '409'],
    ['24 fps', { framesPerSecond: 24 }, 'video.frameRate', '409'],
    ['short side 719', { heightPx: 719 }, 'video.resolution', '409'],
    ['no face at all', lose(0, 99), 'face.none', '410'],
    ['two samples without a face', lose(10, 11), 'face.lost', '410'],
    [
      'two faces in two samples',
      withSamples((one, i) => (i < 2 ? { ...one, faces: 2 } : one)),
      'face.several',
      '408',
    ],
    ['over the edge', withFaces({ edgeGap: -0.05 }), 'face.outOfFrame', '423'],
    [
      'covered, so that the mesh drifts over the edge',
      withFaces({ edgeGap: -0.06, presenceLogit: 6 }),
      'face.covered',
      '406',
    ],
    ['dark', withFaces({ brightness: 50 }), 'face.tooDark', '406'],
    ['bright', withFaces({ brightness: 210 }), 'face.tooBright', '406'],
    ['burnt out', withFaces({ burntShare: 0.2 }), 'face.burnt', '406'],
    ['backlit', withFaces({ brightness: 70, backgroundBrightness: 180 }), 'face.backlit', '406'],
    ['spotlit', withFaces({ glareShare: 0.12 }), 'face.spotlight', '406'],
    ['blurred', withFaces({ sharpness: 0.4 }), 'face.blurred', '412'],
    ['smeared in one direction', withFaces({ directionalSharpness: 0.15 }), 'face.blurred', '412'],
    [
      'enlarged from a small picture',
      withFaces({ sharpness: 0.65, fineSharpness: 0.26 }),
      'face.noDetail',
      '412',
    ],
    ['covered', withFaces({ presenceLogit: 6 }), 'face.covered', '406'],
    ['masked', withFaces({ presenceLogit: 12, lowerChroma: 60 }), 'face.covered', '406'],
    ['eyes hidden', withFaces({ eyeContrast: 0.02 }), 'face.eyesHidden', '406'],
    ['29.9 %', withFaces({ share: 0.299 }), 'face.tooSmall', '411'],
    ['turned away', withFaces({ yawDeg: 30 }), 'face.notFrontal', '422'],
    ['turned away but for a glance', withGlance(1), 'face.notFrontal', '422'],
    ['frozen', withSamples((one) => ({ ...one, motion: 0.01 })), 'video.still', '413'],
    ['always the same picture of a face', withDifference(0.024), 'video.rigidFace', '413'],
  ])('%s', (_name, change, rule, code) => {
    const summary = judge(change);
    expect(summary.findings.filter((one) => one.severity === 'block').map((one) => one.rule)).toContain(rule);
    expect(summary).toMatchObject({ predictedCode: code, outcome: 'fail' });
  });
});

test('a very calm living face is warned about at most, and so is one that seldom looks up', () => {
  expect(judge(withDifference(0.1))).toEqual({ predictedCode: '200', outcome: 'pass', findings: [] });
  expect(judge(withDifference(0.05)).findings.map(({ rule }) => rule)).toEqual(['video.flatFace']);
  expect(judge(withGlance(8)).findings.map(({ rule }) => rule)).toEqual(['face.rarelyFrontal']);
});

test('edges of the documented limits pass', () => {
  const edges = {
    sizeBytes: 10_000_000,
    durationMs: 5000,
    framesPerSecond: 25,
    heightPx: 720,
    ...withFaces({ share: 0.3 }),
  };
  expect(judge(edges).predictedCode).toBe('200');
  expect(judge({ durationMs: 6000 }).predictedCode).toBe('200');
});

test('a portrait clip is measured by its shorter side', () => {
  expect(judge({ widthPx: 720, heightPx: 1280 }).predictedCode).toBe('200');
});

test('a face that leaves over the edge and comes back is out of frame, not lost', () => {
  const samples = goodVideo.samples.map((sample, i) => {
    if (i === 9 || i === 15) return { ...sample, face: { ...goodFace, edgeGap: -0.1 } };
    return i > 9 && i < 15 ? { ...sample, face: null } : sample;
  });
  expect(judge({ samples }).predictedCode).toBe('423');
});

test('a face that is only seen cut by the edge is out of frame; one that was whole for a moment is missing', () => {
  const seenFirst = (edgeGap: number): Partial<VideoMeasurement> =>
    withSamples((sample, i) => ({ ...sample, face: i < 3 ? { ...goodFace, edgeGap } : null }));
  expect(judge(seenFirst(-0.2)).predictedCode).toBe('423');
  expect(judge(seenFirst(0.2)).predictedCode).toBe('410');
});

test('a warning never changes the predicted code', () => {
  const summary = judge({ codec: 'hevc', ...withFaces({ brightness: 70, share: 0.31 }) });
  expect(summary).toMatchObject({ predictedCode: '200', outcome: 'warn' });
});

test('the first code in the order of the table is predicted, whatever else is wrong', () => {
  const summary = judge({ durationMs: 3000, ...withFaces({ share: 0.1, brightness: 20, yawDeg: 40 }) });
  expect(summary.predictedCode).toBe('409');
  expect(judge(withFaces({ share: 0.1, brightness: 20, yawDeg: 40 })).predictedCode).toBe('406');
});

describe('what cannot be judged says so, is never a block, and changes no outcome', () => {
  test.each<readonly [string, Partial<VideoMeasurement>, string, string]>([
    ['cover in the dark', withFaces({ brightness: 30, presenceLogit: 6 }), 'face.covered', 'too dark'],
    ['cover in bright light', withFaces({ brightness: 220, presenceLogit: 6 }), 'face.covered', 'too bright'],
    ['cover of a blurred face', withFaces({ sharpness: 0.3, presenceLogit: 6 }), 'face.covered', 'blurry'],
    [
      'cover of a face cut by the edge',
      withFaces({ edgeGap: -0.2, presenceLogit: 6 }),
      'face.covered',
      'outside',
    ],
    ['sharpness in the dark', withFaces({ brightness: 15, sharpness: 0.3 }), 'face.blurred', 'too dark'],
    [
      'sharpness of a tiny face',
      withFaces({ sharpness: null, fineSharpness: null }),
      'face.blurred',
      'too small',
    ],
    ['angles of a doubtful face', withFaces({ presenceLogit: 6, yawDeg: 40 }), 'face.notFrontal', 'hardly'],
    ['backlight without a background', withFaces({ backgroundBrightness: 0 }), 'face.backlit', 'background'],
    ['movement of too few faces', { liveness: null }, 'video.rigidFace', 'too few'],
    ['light without a face', lose(0, 99), 'face.tooDark', 'no face'],
  ])('%s', (_name, change, rule, reason) => {
    const finding = judge(change).findings.find((one) => one.rule === rule);
    expect(finding).toMatchObject({ assessed: false, severity: 'info', measured: null });
    expect(finding?.text.en).toContain(reason);
    expect(finding?.text.vi).toContain('Chưa đánh giá');
  });

  test('a clip with nothing but doubts passes', () => {
    expect(judge({ liveness: null })).toMatchObject({ predictedCode: '200', outcome: 'pass' });
  });

  test('the sharpness of a tiny portrait is not assessed', () => {
    const summary = judgeCard({ ...goodCard, faceHeightPx: 60, sharpness: 0.2 }, defaultPrecheckPolicy);
    expect(summary.findings.filter((one) => !one.assessed).map((one) => one.rule)).toEqual([
      'card.blurred',
      'card.covered',
    ]);
    expect(summary.predictedCode).toBe('200');
  });
});

test('QuickTime named .mp4 is only warned about; named otherwise it has the wrong extension', () => {
  const named = (container: string, extension: string | null) => judge({ container, extension });
  expect(named('quicktime', 'mp4')).toMatchObject({ predictedCode: '200', outcome: 'warn' });
  expect(named('mp4', 'mov')).toMatchObject({ predictedCode: '200', outcome: 'warn' });
  expect(named('mp4', null)).toMatchObject({ outcome: 'pass' });
  expect(named('quicktime', 'mov').predictedCode).toBe('409');
  expect(named('webm', 'mp4').predictedCode).toBe('409');
});

describe('policy', () => {
  const policyOf = (value: unknown) => {
    const parsed = parsePrecheckPolicy(value);
    if (!parsed.ok) throw new Error(parsed.failure.detail);
    return parsed.value;
  };

  test('a changed limit and severity take effect and show in the finding', () => {
    const policy = policyOf({ rules: { 'face.tooSmall': { limit: 0.5, severity: 'warn' } } });
    const summary = judgeVideo(goodVideo, policy);
    expect(summary).toMatchObject({ predictedCode: '200', outcome: 'warn' });
    expect(summary.findings[0]).toMatchObject({
      rule: 'face.tooSmall',
      severity: 'warn',
      limit: 0.5,
      overridden: true,
    });
  });

  test('a rule that is off is silent', () => {
    const policy = policyOf({ rules: { 'video.tooShort': { severity: 'off' } } });
    expect(judgeVideo({ ...goodVideo, durationMs: 2000 }, policy).findings).toEqual([]);
  });

  test('an unknown rule is refused by name', () => {
    const parsed = parsePrecheckPolicy({ rules: { 'face.pretty': {} } });
    expect(parsed).toMatchObject({ ok: false, failure: { code: 'policyInvalid' } });
  });
});

test('a card without a face gets 407, a large one 409, a good one 200', () => {
  const card = (change: object) => judgeCard({ ...goodCard, ...change }, defaultPrecheckPolicy).predictedCode;
  expect(card({})).toBe('200');
  expect(card({ faces: 0, faceShare: null })).toBe('407');
  expect(card({ sentSizeBytes: 5_000_001 })).toBe('409');
  expect(card({ sentWidthPx: 799, sentHeightPx: 600 })).toBe('409');
  expect(card({ isDecodable: false })).toBe('409');
});

test('video and card together are refused with the code of the video', () => {
  const video = judge(withFaces({ share: 0.1 }));
  const card = judgeCard({ ...goodCard, faces: 0 }, defaultPrecheckPolicy);
  expect(mergeSummaries([video, card]).predictedCode).toBe('411');
  expect(mergeSummaries([judge({}), card]).predictedCode).toBe('407');
});

test('every blocking rule with a code has its place in the order, and every rule names its source', () => {
  const blocking = ruleIds.filter(
    (rule) => requirements[rule].severity === 'block' && requirements[rule].code !== null,
  );
  expect(blocking.length).toBeGreaterThan(20);
  expect(blocking.filter((rule) => !(codeOrder as readonly string[]).includes(rule))).toEqual([]);
  expect(ruleIds.every((rule) => requirements[rule].source.length > 10)).toBe(true);
});

test('any numbers whatsoever give a consistent summary', () => {
  const any = double({ noNaN: false });
  assert(
    property(any, any, any, any, any, (share, brightness, logit, duration, rate) => {
      const summary = judge({
        durationMs: duration,
        framesPerSecond: rate,
        ...withFaces({ share, brightness, presenceLogit: logit }),
      });
      const blocks = summary.findings.filter((one) => one.severity === 'block');
      expect(summary.outcome === 'fail').toBe(blocks.length > 0);
      expect(blocks.length > 0 || summary.predictedCode === '200').toBe(true);
    }),
    { numRuns: 200 },
  );
});
