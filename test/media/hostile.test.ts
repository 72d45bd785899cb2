import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../cli/run-cli.ts';
import { clipFile } from './clips.ts';

const dir = mkdtempSync(join(tmpdir(), 'hostile-'));
const at = (name: string): string => join(dir, name);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A PNG of a few hundred bytes that claims 30,000 x 30,000 pixels. */
function pixelBomb(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const header = Buffer.from([0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, 8, 2, 0, 0, 0]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

beforeAll(() => {
  writeFileSync(at('empty.mp4'), '');
  writeFileSync(at('text.mp4'), 'not a film at all, but long enough to be read');
  writeFileSync(at('noise.mp4'), Buffer.from(Array.from({ length: 9000 }, (_, i) => (i * 7919) % 251)));
  writeFileSync(at('sparse.mp4'), '');
  truncateSync(at('sparse.mp4'), 10_000_000_000);
  mkdirSync(at('folder.mp4'));
  if (process.platform !== 'win32') execFileSync('mkfifo', [at('pipe.mp4')]);
  writeFileSync(
    at('svg.jpg'),
    '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="700"><rect width="900" height="700"/></svg>',
  );
  writeFileSync(at('bomb.png'), pixelBomb());
  writeFileSync(at('cut.png'), pixelBomb().subarray(0, 40));
});

describe('unusable input ends with exit status 2 and a sentence, JSON included', () => {
  test.each([
    ['empty.mp4', 'inputEmpty'],
    ['text.mp4', 'inputNotVideo'],
    ['noise.mp4', 'inputNotVideo'],
    ['sparse.mp4', 'inputTooLarge'],
    ['folder.mp4', 'inputNotFile'],
    ['pipe.mp4', 'inputNotFile'],
    ['missing.mp4', 'inputMissing'],
  ])('video %s: %s', { timeout: 30_000 }, async (name, code) => {
    const { status, stdout, stderr } = await runCli(['precheck', at(name), '--json']);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ predictedCode: '409', outcome: 'fail', failure: { code } });
    expect(stderr.length).toBeGreaterThan(20);
  });

  test.each([
    ['svg.jpg', 'inputNotImage'],
    ['bomb.png', 'imageTooManyPixels'],
    ['empty.mp4', 'inputEmpty'],
    ['folder.mp4', 'inputNotFile'],
  ])('card %s: %s', { timeout: 30_000 }, async (name, code) => {
    const { status, stdout } = await runCli(['precheck', '--card', at(name), '--json']);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ failure: { code } });
  });
});

describe('a playlist named .mp4 is not followed', () => {
  test.each([
    ['hls.mp4', (url: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n${url}\n#EXT-X-ENDLIST\n`],
    ['concat.mp4', (url: string) => `ffconcat version 1.0\nfile ${url}\n`],
    ['sdp.mp4', () => 'v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n'],
  ])('%s', { timeout: 30_000 }, async (name, content) => {
    let visits = 0;
    const server = createServer((socket) => {
      visits++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    writeFileSync(at(name), content(`http://127.0.0.1:${port}/secret.mp4`));
    const { status } = await runCli(['precheck', at(name), '--json']);
    server.close();
    expect(status).toBe(2);
    expect(visits).toBe(0);
  });
});

test(
  'a video that is cut off or overwritten is unusable: exit status 2 and a sentence, and still a report with 409',
  { timeout: 60_000 },
  async () => {
    const whole = readFileSync(await clipFile('ok'));
    writeFileSync(at('header.mp4'), whole.subarray(0, 700));
    const holed = Buffer.from(whole);
    holed.fill(0xa5, 8000);
    writeFileSync(at('holed.mp4'), holed);
    writeFileSync(at('third.mp4'), whole.subarray(0, whole.length / 3));
    for (const name of ['header.mp4', 'holed.mp4', 'third.mp4']) {
      const { status, stdout, stderr } = await runCli(['precheck', at(name), '--json']);
      expect([name, status]).toEqual([name, 2]);
      expect(stderr).toContain('Check that you may open it and that it is not damaged.');
      expect(JSON.parse(stdout)).toMatchObject({
        predictedCode: '409',
        outcome: 'fail',
        findings: [{ rule: 'video.decodable', severity: 'block' }],
        failure: { code: 'inputUnreadable' },
      });
    }
  },
);

test('names that look like options or addresses are plain file names', { timeout: 60_000 }, async () => {
  const odd = at('concat:a|b,http:.mp4');
  copyFileSync(await clipFile('short'), odd);
  expect(statSync(odd).size).toBeGreaterThan(1000);
  const { status, stdout } = await runCli(['precheck', odd, '--json']);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ predictedCode: '409', video: { packets: 90 } });
});
