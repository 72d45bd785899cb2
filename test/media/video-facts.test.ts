import { expect, test } from 'vitest';
import { createFactsReader, measurePackets } from '../../main/media/video-facts.ts';

const read = (...lines: readonly string[]) => {
  const reader = createFactsReader();
  for (const line of lines) reader.line(line);
  return reader.facts();
};

test('pictures that an edit list hides count neither for the length nor for the rate', () => {
  const { packets } = read(
    '#tb 0: 1/12800',
    '0,     -1024,     -1024,      512,    28341, 0x4d49ed13, F=0x5',
    '0,      -512,      -512,      512,     1233, 0x98d0aff4, F=0x4',
    '0,         0,         0,      512,     3930, 0x2ed11cc8, F=0x0',
    '0,       512,       512,      512,     7785, 0xc1bbcf24, F=0x0',
    '0,      1024,      1024,      512,     7785, 0xc1bbcf24',
  );
  expect(packets.map((packet) => packet.ptsMs)).toEqual([0, 40, 80]);
  expect(measurePackets(packets)).toMatchObject({ durationMs: 120, framesPerSecond: 25 });
});

test('a cover picture is not taken for the film', () => {
  const facts = read(
    "Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:x.mp4':",
    '  Stream #0:0[0x0]: Video: png, rgb24(pc), 600x600, 90k tbr, 90k tbn (attached pic)',
    '  Stream #0:1[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(progressive), 1280x720, 30 fps',
  );
  expect(facts).toMatchObject({ codec: 'h264', stored: { width: 1280, height: 720 } });
});
