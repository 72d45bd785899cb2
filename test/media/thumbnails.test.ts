import { afterAll, expect, test } from 'vitest';
import { defaultPrecheckPolicy } from '../../main/core/precheck-policy.ts';
import { loadFaceAssets } from '../../main/media/models.ts';
import { loadFaceNets } from '../../main/media/nets.ts';
import { searchParts } from '../../main/core/other-faces.ts';
import { fromRgb } from '../../main/core/picture.ts';
import { wholeOf } from '../../main/media/face-track.ts';
import { pyramidOf } from '../../main/media/picture.ts';
import { createPrechecker } from '../../main/media/prechecker.ts';
import { decodeStill } from '../../main/media/stills.ts';
import { clipFile } from './clips.ts';

const prechecker = createPrechecker({ policy: defaultPrecheckPolicy, ffmpegPath: null, modelsDir: null });
afterAll(() => prechecker.close());

async function countFaces(jpegs: readonly Uint8Array[]): Promise<number> {
  const assets = loadFaceAssets(null);
  if (!assets.ok) throw new Error(assets.failure.detail);
  const nets = await loadFaceNets(assets.value);
  let faces = 0;
  for (const jpeg of jpegs) {
    const still = await decodeStill(jpeg);
    if (!still.ok) throw new Error(still.failure.code);
    const pyramid = pyramidOf(fromRgb(still.value.rgb, still.value, 3));
    const near = await nets.detectNear(pyramid, { part: wholeOf(pyramid), pad: 1.3, minScore: 0.5 });
    faces += near.length;
    for (const part of searchParts(pyramid))
      faces += (await nets.detectFar(pyramid, { part, pad: 1, minScore: 0.5 })).length;
  }
  return faces;
}

test('no picture of the report shows a face that can be found, whoever it is', async () => {
  const pictures: Uint8Array[] = [];
  for (const clip of ['two', 'lost'] as const) {
    const answer = await prechecker.inspectVideo(await clipFile(clip), true, AbortSignal.timeout(50_000));
    if (!answer.ok) throw new Error(answer.failure.code);
    expect(answer.value.thumbnails.length).toBeGreaterThan(0);
    pictures.push(...answer.value.thumbnails.map(({ jpeg }) => jpeg));
  }
  expect(await countFaces(pictures)).toBe(0);
});
