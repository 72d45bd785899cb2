import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_ANSWERS } from '../../main/practice/samples.ts';
import { jpegLike, mp4Like, send, submissionOf, TEST_KEY } from './submissions.ts';

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const video = mp4Like({ sizeBytes: 400_000 });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wire-'));
  writeFileSync(join(folder, 'video.mp4'), video);
  writeFileSync(join(folder, 'cmnd.jpg'), jpegLike);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Everything that arrives in one connection, which is answered when the form is complete. */
async function recorder(): Promise<{ base: string; recorded: Promise<Buffer> }> {
  const chunks: Buffer[] = [];
  const reply = `HTTP/1.1 200 OK\r\nX-Practice: 1\r\nContent-Length: ${SAMPLE_ANSWERS.success.length}\r\n\r\n`;
  const server = createServer();
  const recorded = new Promise<Buffer>((resolve) => {
    server.once('connection', (socket) => {
      // The client hangs up as soon as it has its answer.
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        chunks.push(chunk);
        if (!Buffer.concat(chunks.slice(-2)).subarray(-4).equals(Buffer.from('--\r\n'))) return;
        socket.end(reply + SAMPLE_ANSWERS.success);
        server.close();
        resolve(Buffer.concat(chunks));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, recorded };
}

interface Wire {
  readonly firstLine: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The form with its boundary replaced by one word. */
  readonly body: string;
}

function parseWire(bytes: Buffer): Wire {
  const text = bytes.toString('latin1');
  const headEnd = text.indexOf('\r\n\r\n');
  const [firstLine = '', ...lines] = text.slice(0, headEnd).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  const boundary = /boundary=(\S+)/.exec(headers['content-type'] ?? '')?.[1] ?? '?';
  return { firstLine, headers, body: text.slice(headEnd + 4).replaceAll(boundary, 'BOUNDARY') };
}

// curl is optional on a developer's machine; where it is missing there is nothing to compare with.
describe.skipIf(!hasCurl)('the bytes on the wire', () => {
  it('are those of curl posting the same files, but for the boundary', async () => {
    const ours = await recorder();
    expect((await send(ours.base, { submission: submissionOf(video, jpegLike) })).end.kind).toBe('answered');
    const theirs = await recorder();
    const address = ['--silent', '--location', '--request', 'POST', `${theirs.base}/vision/ekyc/liveness`];
    const keyHeader = ['--header', `api-key: ${TEST_KEY}`, '--header', 'Expect:'];
    const videoForm = ['--form', `video=@"${join(folder, 'video.mp4')}";type=video/mp4`];
    const cardForm = ['--form', `cmnd=@"${join(folder, 'cmnd.jpg')}"`];
    const child = spawn('curl', [...address, ...keyHeader, ...videoForm, ...cardForm], { stdio: 'ignore' });
    const [a, b] = [parseWire(await ours.recorded), parseWire(await theirs.recorded)];
    child.kill();
    expect(a.firstLine).toBe(b.firstLine);
    expect(a.headers['api-key']).toBe(b.headers['api-key']);
    expect(a.body.length).toBeGreaterThan(400_000);
    // Compared as a yes or no: a difference of 400 kB is nothing to print.
    expect(a.body === b.body).toBe(true);
    const boundaryLengths = [a, b].map(
      ({ headers }) => /boundary=(\S+)/.exec(headers['content-type'] ?? '')?.[1]?.length ?? 0,
    );
    const lengths = [a, b].map(
      ({ headers }, index) => Number(headers['content-length']) - 3 * (boundaryLengths[index] ?? 0),
    );
    expect(lengths[0]).toBe(lengths[1]);
  });
});
