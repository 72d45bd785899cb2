import { afterEach, describe, expect, it } from 'vitest';
import { SAMPLE_ANSWERS } from '../../main/practice/samples.ts';
import { scenarios } from '../../main/practice/scenarios.ts';
import { startPracticeService } from '../../main/practice/service.ts';
import type {
  PracticeDeps,
  PracticeOptions,
  PracticeRequest,
  PracticeService,
} from '../../main/practice/service.ts';
import { jpegLike, mp4Like, send, submissionOf, TEST_KEY, unwrap } from './submissions.ts';

const running: PracticeService[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.close()));
});

async function start(
  options: PracticeOptions = {},
  deps: PracticeDeps = { examine: null },
): Promise<PracticeService> {
  const service = unwrap(await startPracticeService({ key: TEST_KEY, ...options }, deps));
  running.push(service);
  return service;
}

describe('client and practice service over a real socket', () => {
  it.each([
    ['code-200', 'approved', 'finish'],
    ['code-301', 'rejected', 'askReviewer'],
    ['code-302', 'rejected', 'askReviewer'],
    ['code-303', 'rejected', 'retakeCard'],
    ['code-406', 'retakeFace', 'retakeFace'],
    ['code-407', 'retakeCard', 'retakeCard'],
    ['code-408', 'retakeFace', 'retakeFace'],
    ['code-409', 'retakeBoth', 'retakeBoth'],
    ['code-410', 'retakeFace', 'retakeFace'],
    ['code-411', 'retakeFace', 'retakeFace'],
    ['code-412', 'retakeFace', 'retakeFace'],
    ['code-413', 'retakeFace', 'retakeFace'],
    ['code-422', 'retakeFace', 'retakeFace'],
    ['code-423', 'retakeFace', 'retakeFace'],
    ['sample-match-contradiction', 'rejected', 'retakeCard'],
    ['sample-success', 'approved', 'finish'],
    ['sample-not-matching', 'rejected', 'retakeCard'],
    ['sample-no-face-in-document', 'retakeCard', 'retakeCard'],
    ['sample-still-image', 'retakeFace', 'retakeFace'],
    ['sample-invalid-upload', 'retakeCard', 'retakeCard'],
    ['gateway-400', 'serviceError', 'callSupport'],
    ['gateway-401', 'serviceError', 'callSupport'],
    ['gateway-403', 'serviceError', 'callSupport'],
    ['gateway-404', 'serviceError', 'callSupport'],
    ['gateway-413', 'serviceError', 'callSupport'],
    ['gateway-429', 'serviceError', 'tryLater'],
    ['gateway-500', 'serviceError', 'tryLater'],
    ['gateway-502', 'serviceError', 'tryLater'],
    ['gateway-503', 'serviceError', 'tryLater'],
    ['gateway-504', 'serviceError', 'tryLater'],
  ])('%s ends as %s, then %s', async (scenario, outcome, nextStep) => {
    const { baseUrl } = await start({ scenario });
    const { end } = await send(baseUrl);
    expect(end).toMatchObject({ kind: 'answered', verdict: { outcome, nextStep, mode: 'practice' } });
    const v2 = await send(baseUrl, { config: { v2Format: true } });
    expect(v2.end).toMatchObject({ kind: 'answered', verdict: { outcome, nextStep } });
  });

  it('lists every scenario once', () => {
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
    expect(scenarios.length).toBeGreaterThan(40);
  });

  it.each(Object.entries(SAMPLE_ANSWERS))(
    'hands over sample %s as it stands on the page',
    async (name, text) => {
      const found = scenarios.find((scenario) => scenario.kind === 'sample' && scenario.sample === name);
      const { baseUrl } = await start({ scenario: found?.id ?? '' });
      const { end } = await send(baseUrl);
      expect(end).toMatchObject({ kind: 'answered', answer: JSON.parse(text), httpStatus: 200 });
    },
  );

  it('refuses a wrong key, and the key is nowhere in what the client tells', async () => {
    const { baseUrl } = await start({ key: 'another-key' });
    const { end } = await send(baseUrl);
    expect(end).toMatchObject({ kind: 'answered', httpStatus: 401, verdict: { reasons: ['keyRefused'] } });
    expect(JSON.stringify(end)).not.toContain(TEST_KEY);
  });

  it('takes the key under either spelling', async () => {
    const { baseUrl } = await start();
    const { end } = await send(baseUrl, { config: { keyHeader: 'api_key' } });
    expect(end).toMatchObject({ kind: 'answered', verdict: { outcome: 'approved' } });
  });

  it('sends what it describes, with progress up to the last byte', async () => {
    const requests: PracticeRequest[] = [];
    const { baseUrl } = await start({}, { examine: null, onRequest: (request) => requests.push(request) });
    const submission = submissionOf(mp4Like({ sizeBytes: 3_000_000 }));
    const { end, progress } = await send(baseUrl, { submission, config: { v2Format: true } });
    expect(end.kind).toBe('answered');
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      method: 'POST',
      path: '/vision/ekyc/liveness?v2_format=1',
      parts: [
        {
          name: 'video',
          fileName: 'video.mp4',
          contentType: 'video/mp4',
          sizeBytes: 3_000_000,
          sha256: submission.video.sha256,
        },
        { name: 'cmnd', fileName: 'cmnd.jpg', contentType: 'image/jpeg', sha256: submission.card?.sha256 },
      ],
    });
    expect(progress.at(-1)).toBe(requests[0]?.contentLengthBytes);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.length).toBeGreaterThan(5);
  });
});

describe('the practice service judging what it got', () => {
  const facts = {
    video: { isReadable: true, durationMs: 5500, widthPx: 1280, heightPx: 960, faces: 1, code: null },
    card: { isReadable: true, widthPx: 800, heightPx: 800, faces: 1 },
    samePerson: null,
  };

  it.each([
    ['a clean video and card', {}, {}, null, 'approved'],
    ['nobody in the video', { faces: 0 }, {}, null, 'retakeFace'],
    ['two people in the video', { faces: 2 }, {}, null, 'retakeFace'],
    ['a blurry face', { code: '412' }, {}, null, 'retakeFace'],
    ['an unreadable video', { isReadable: false }, {}, null, 'retakeFace'],
    ['a card without a face', {}, { faces: 0 }, null, 'retakeCard'],
    ['an unreadable card', {}, { isReadable: false }, null, 'retakeCard'],
    ['another person', {}, {}, false, 'rejected'],
    ['a video of three seconds', { durationMs: 3000 }, {}, null, 'retakeFace'],
  ])('answers %s by what it is', async (_name, video, card, samePerson, outcome) => {
    const found = { video: { ...facts.video, ...video }, card: { ...facts.card, ...card }, samePerson };
    const { baseUrl } = await start({}, { examine: () => Promise.resolve(found) });
    const { end } = await send(baseUrl);
    expect(end).toMatchObject({ kind: 'answered', verdict: { outcome } });
  });

  it.each([
    ['too short', submissionOf(mp4Like({ durationMs: 3000 })), 'retakeFace', '409'],
    ['too long', submissionOf(mp4Like({ durationMs: 9000 })), 'retakeFace', '409'],
    ['no MP4 at all', submissionOf(Buffer.from('RIFF....WEBM')), 'retakeFace', '409'],
    ['more than 10 MB', submissionOf(mp4Like({ sizeBytes: 11_000_000 })), 'retakeFace', '409'],
    ['a card that is no picture', submissionOf(mp4Like(), Buffer.from('%PDF-1.7')), 'retakeCard', '409'],
  ])('refuses %s without an examiner', async (_name, submission, outcome, code) => {
    const { baseUrl } = await start();
    const { end } = await send(baseUrl, { submission });
    expect(end).toMatchObject({ kind: 'answered', verdict: { outcome, code } });
  });

  it('warns about low resolution and then reports on deepfake', async () => {
    const { baseUrl } = await start();
    const { end } = await send(baseUrl, {
      submission: submissionOf(mp4Like({ widthPx: 640, heightPx: 480 })),
    });
    expect(end).toMatchObject({
      kind: 'answered',
      verdict: {
        outcome: 'approved',
        reasons: ['liveAndMatched', 'deepfakeNotFound'],
        deepfakeProbability: 0,
      },
    });
    expect(end.kind === 'answered' && end.verdict.warnings[0]).toContain('too low');
  });

  it('compares nothing when no card was sent', async () => {
    const { baseUrl } = await start();
    const { end } = await send(baseUrl, { submission: submissionOf(mp4Like(), null) });
    expect(end).toMatchObject({
      kind: 'answered',
      verdict: { outcome: 'approved', reasons: ['liveWithoutCard', 'deepfakeNotAssessed'] },
    });
  });
});

describe('requests no client of ours makes', () => {
  const post = async (service: PracticeService, init: RequestInit, path = '/vision/ekyc/liveness') => {
    const reply = await fetch(`${service.baseUrl}${path}`, { method: 'POST', ...init });
    return { status: reply.status, practice: reply.headers.get('x-practice'), text: await reply.text() };
  };
  const keyed = { 'api-key': TEST_KEY };

  it('answers each by name, and marks every answer as practice', async () => {
    const service = await start();
    const form = new FormData();
    form.set('video', new Blob([new Uint8Array(mp4Like())]), 'video.webm');
    const answers = [
      await post(service, { body: form }),
      await post(service, { body: form, headers: keyed }, '/elsewhere'),
      await post(service, { method: 'GET', headers: keyed }),
      await post(service, { body: Buffer.alloc(17 * 1024 * 1024), headers: keyed }),
      await post(service, { body: form, headers: keyed }),
      await post(service, { body: 'video=1', headers: keyed }),
      await post(service, {
        body: '--x\r\nbroken',
        headers: { ...keyed, 'content-type': 'multipart/form-data; boundary=x' },
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 404, 405, 413, 200, 200, 200]);
    expect(answers.every(({ practice }) => practice === '1')).toBe(true);
    expect(answers[4]?.text).toContain('Wrong extension');
    expect(answers[5]?.text).toContain('No video uploaded');
    expect(answers[6]?.text).toContain('No video uploaded');
  });

  it('changes its scenario on command and refuses unknown ones', async () => {
    const service = await start();
    expect(service.setScenario('code-411')).toBe(true);
    expect(service.setScenario('code-999')).toBe(false);
    expect(service.scenario()).toBe('code-411');
    expect(await startPracticeService({ scenario: 'nonsense' }, { examine: null })).toMatchObject({
      ok: false,
      failure: { code: 'usage' },
    });
  });

  it('reads a card sent as PNG', async () => {
    const { baseUrl } = await start();
    const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), jpegLike]);
    const submission = submissionOf();
    const card = { ...submissionOf(png).video, bytes: png, contentType: 'image/png' as const };
    const { end } = await send(baseUrl, { submission: { ...submission, card } });
    expect(end).toMatchObject({ kind: 'answered', verdict: { outcome: 'approved' } });
  });
});
