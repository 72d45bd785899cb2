import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { defaultPrecheckPolicy, type PrecheckPolicy } from '../../main/core/precheck-policy.ts';
import { createPrechecker, type MediaPrechecker } from '../../main/media/prechecker.ts';
import { drawCardScene } from '../fixtures/card-scene.ts';
import { readSetup } from '../support/setup-manifest.ts';

const newPrechecker = (change: Partial<PrecheckPolicy> = {}): MediaPrechecker =>
  createPrechecker({ policy: { ...defaultPrecheckPolicy, ...change }, ffmpegPath: null, modelsDir: null });
const prechecker = newPrechecker();
const never = new AbortController().signal;
afterAll(() => prechecker.close());

const portraitFile = join(readSetup().fixturesDir, 'material-kit-2.0.4/assets/img/faces/marc.jpg');
const portrait = (): Promise<Buffer> =>
  sharp(portraitFile).extract({ left: 110, top: 80, width: 180, height: 230 }).png().toBuffer();
const scene = async (): Promise<Buffer> => drawCardScene(await portrait());
const overlay = (svg: string): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="2592" height="1944">${svg}</svg>`);
const small = (picture: Buffer): Promise<Buffer> =>
  sharp(picture).resize(1920).jpeg({ quality: 90 }).toBuffer();

/** What a real document camera shows. */
const SCENES = {
  straight: async () => small(await scene()),
  'turned by 14 degrees': async () =>
    small(
      await sharp(await scene())
        .rotate(14, { background: '#4a4038' })
        .toBuffer(),
    ),
  'upside down': async () =>
    small(
      await sharp(await scene())
        .rotate(180)
        .toBuffer(),
    ),
  'on its side': async () =>
    small(
      await sharp(await scene())
        .rotate(90)
        .toBuffer(),
    ),
  'with a reflection beside the portrait': async () =>
    small(
      await sharp(await scene())
        .composite([
          { input: overlay('<ellipse cx="1700" cy="700" rx="420" ry="150" fill="#fff" opacity=".9"/>') },
        ])
        .toBuffer(),
    ),
  'held by fingers': async () =>
    small(
      await sharp(await scene())
        .composite([
          {
            input: overlay(
              '<g fill="#c58c6d"><rect x="2300" y="900" width="300" height="110" rx="55"/><rect x="2280" y="1080" width="320" height="110" rx="55"/><rect x="1200" y="1600" width="200" height="400" rx="90"/></g>',
            ),
          },
        ])
        .toBuffer(),
    ),
  'under a sleeve at a corner': async () =>
    small(
      await sharp(await scene())
        .composite([{ input: overlay('<path d="M2592 1944 L1900 1944 L2592 1300Z" fill="#22304a"/>') }])
        .toBuffer(),
    ),
  'on a desk of its own colour': async () => {
    const { width, height } = { width: 2592, height: 1944 };
    const desk = sharp({ create: { width, height, channels: 3, background: '#d9ebee' } });
    const card = await sharp(await scene())
      .extract({ left: 160, top: 260, width: 2272, height: 1424 })
      .toBuffer();
    return small(
      await desk
        .composite([{ input: card, left: 160, top: 260 }])
        .png()
        .toBuffer(),
    );
  },
} as const satisfies Record<string, () => Promise<Buffer>>;

describe('the portrait is found and cut', () => {
  test.each(Object.entries(SCENES))('%s', { timeout: 60_000 }, async (_name, draw) => {
    const answer = await prechecker.inspectCard(new Uint8Array(await draw()), never);
    if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
    const { measurement, summary, sent } = answer.value;
    expect(summary.predictedCode).toBe('200');
    expect(measurement).toMatchObject({ sent: 'portraitCrop', sentWidthPx: 960, sentHeightPx: 1152 });
    expect(measurement.faceShare).toBeGreaterThan(0.4);
    expect(sent?.bytes.byteLength).toBeLessThan(5_000_000);
  });
});

test('a bare desk has no portrait: 407', { timeout: 60_000 }, async () => {
  const answer = await prechecker.inspectCard(new Uint8Array(await small(await drawCardScene(null))), never);
  expect(answer).toMatchObject({
    ok: true,
    value: { sent: null, summary: { predictedCode: '407', outcome: 'fail' } },
  });
});

test('a picture that is a portrait already is sent as it is', { timeout: 60_000 }, async () => {
  const given = new Uint8Array(
    await sharp(await portrait())
      .resize(960, 1226)
      .jpeg()
      .toBuffer(),
  );
  const answer = await prechecker.inspectCard(given, never);
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  expect(answer.value.measurement.sent).toBe('asGiven');
  expect(answer.value.sent?.bytes).toEqual(given);
});

describe('a small scan follows the policy, and the report says so', () => {
  test.each([
    ['sendUpscaled', 'portraitCrop', 'pass', 'card.enlarged'],
    ['sendWholeCard', 'wholeCard', 'warn', 'card.faceShare'],
    ['refuse', null, 'fail', 'card.resolution'],
  ] as const)('%s', { timeout: 60_000 }, async (smallPortrait, sent, outcome, said) => {
    const one = newPrechecker({ smallPortrait });
    const scan = await sharp(await scene())
      .resize(1200)
      .jpeg()
      .toBuffer();
    const answer = await one.inspectCard(new Uint8Array(scan), never);
    await one.close();
    if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
    const { measurement, summary } = answer.value;
    expect(measurement.sent).toBe(sent);
    expect(answer.value.sent !== null).toBe(sent !== null);
    expect(measurement.nativeCropWidthPx).toBeLessThan(600);
    expect(summary.findings.map(({ rule }) => rule)).toContain(said);
    expect(summary.outcome).toBe(outcome);
  });
});
