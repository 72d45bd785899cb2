import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { failure } from '../../main/core/failure.ts';
import { failed, ok } from '../../main/core/result.ts';
import { startPracticeService } from '../../main/practice/service.ts';
import type { PracticeOptions } from '../../main/practice/service.ts';
import { SAMPLE_ANSWERS } from '../../main/practice/samples.ts';
import { mp4Like, send, submissionOf, TEST_KEY, unwrap } from './submissions.ts';
import type { SendOptions, Sent } from './submissions.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function sendToPractice(options: PracticeOptions, how: SendOptions = {}): Promise<Sent> {
  const service = unwrap(await startPracticeService({ key: TEST_KEY, ...options }, { examine: null }));
  closers.push(service.close);
  return send(service.baseUrl, how);
}

/** A server that says nothing of HTTP by itself; `onSocket` does what the test is about. */
async function rawServer(onSocket: (socket: Socket) => void, port = 0): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Answers with these bytes once the whole request is there. */
function answering(bytes: string, thenClose = true): (socket: Socket) => void {
  return (socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Infinity);
      if (text.length < text.indexOf('\r\n\r\n') + 4 + length) return;
      socket.write(bytes, () => (thenClose ? socket.end() : undefined));
    });
  };
}

const good = SAMPLE_ANSWERS.success;
const goodReply = `HTTP/1.1 200 OK\r\nX-Practice: 1\r\nContent-Length: ${good.length}\r\n\r\n${good}`;

describe('after the first body byte', () => {
  it.each([
    ['fault-reset-mid-upload', {}],
    ['fault-stalled-upload', {}],
    ['fault-close-without-answer', {}],
    ['fault-slow-answer', {}],
    ['fault-cut-mid-answer', {}],
    ['fault-huge-answer', {}],
  ])('%s leaves the outcome unknown and is not sent again', async (scenario, options) => {
    const submission = submissionOf(mp4Like({ sizeBytes: 9_000_000 }));
    const { end, waits } = await sendToPractice({ scenario, ...options }, { submission });
    expect(end).toMatchObject({ kind: 'unknown', failure: { code: 'outcomeUnknown' } });
    expect(waits).toEqual([]);
  });

  it.each([0, 1, 20, 100, 400])(
    'an answer cut after %i bytes leaves the outcome unknown',
    async (cutAfterBytes) => {
      const { end } = await sendToPractice({ scenario: 'fault-cut-mid-answer', cutAfterBytes });
      expect(end).toMatchObject({ kind: 'unknown', failure: { code: 'outcomeUnknown' } });
    },
  );

  it.each([1, 1000, 64 * 1024, 1_000_000, 4_000_000])(
    'a reset after %i bytes leaves it unknown',
    async (bytes) => {
      const submission = submissionOf(mp4Like({ sizeBytes: 5_000_000 }));
      const options = { scenario: 'fault-reset-mid-upload', faultAfterBytes: bytes };
      expect((await sendToPractice(options, { submission })).end.kind).toBe('unknown');
    },
  );

  it('an answer cut at any byte is never an answer', async () => {
    let nextCut = 0;
    const base = await rawServer((socket) => answering(goodReply.slice(0, nextCut))(socket));
    for (nextCut = 0; nextCut < goodReply.length; nextCut += 1) {
      expect((await send(base)).end.kind, `cut after ${nextCut} bytes`).toBe('unknown');
    }
    expect((await send(await rawServer(answering(goodReply)))).end.kind).toBe('answered');
  });

  it('a reply that ends with the connection is whole', async () => {
    const reply = `HTTP/1.0 200 OK\r\nX-Practice: 1\r\n\r\n${good}`;
    const { end } = await send(await rawServer(answering(reply)));
    expect(end).toMatchObject({ kind: 'answered', verdict: { outcome: 'approved' } });
  });

  it('a cancel leaves it unknown, and says so at once', async () => {
    const cancel = new AbortController();
    const submission = submissionOf(mp4Like({ sizeBytes: 5_000_000 }));
    const onProgress = (): void => cancel.abort();
    const { end } = await sendToPractice({}, { submission, signal: cancel.signal, onProgress });
    expect(end).toMatchObject({ kind: 'unknown', failure: { code: 'outcomeUnknown', detail: 'cancelled' } });
  });

  it('an early answer counts when it is complete', async () => {
    const reply = 'HTTP/1.1 401 Unauthorized\r\nX-Practice: 1\r\nContent-Length: 2\r\n\r\n{}';
    const base = await rawServer((socket) => {
      socket.once('data', () => socket.write(reply));
      socket.resume();
    });
    const { end } = await send(base, { submission: submissionOf(mp4Like({ sizeBytes: 9_000_000 })) });
    expect(end).toMatchObject({ kind: 'answered', httpStatus: 401, verdict: { reasons: ['keyRefused'] } });
  });
});

describe('before the first body byte', () => {
  it('a refused connection is tried three times and was not sent', async () => {
    const base = await rawServer(() => undefined);
    await closers.pop()?.();
    const { end, waits, progress } = await send(base);
    expect(end).toMatchObject({
      kind: 'notSent',
      failure: { code: 'serviceUnreachable', detail: 'ECONNREFUSED' },
    });
    expect({ waits, progress }).toEqual({ waits: [300, 900], progress: [] });
  });

  it('a service that comes up while the client waits is reached by the next attempt', async () => {
    const base = await rawServer(() => undefined);
    await closers.pop()?.();
    const waits: number[] = [];
    const wait = async (ms: number): Promise<void> => {
      waits.push(ms);
      await rawServer(answering(goodReply), Number(new URL(base).port));
    };
    const { end } = await send(base, { deps: { wait } });
    expect({ kind: end.kind, waits }).toEqual({ kind: 'answered', waits: [300] });
  });

  it('a name that does not resolve was not sent', async () => {
    const { end } = await send('https://no-such-host.invalid', { config: { mode: 'live' } });
    expect(end).toMatchObject({ kind: 'notSent', failure: { code: 'serviceUnreachable' } });
  });

  it('a TLS handshake nobody answers was not sent', async () => {
    const base = (await rawServer(() => undefined)).replace('http:', 'https:');
    const { end } = await send(base, { config: { connectTimeoutMs: 50 } });
    expect(end).toMatchObject({ kind: 'notSent', failure: { code: 'serviceUnreachable' } });
  });

  it('something that does not speak TLS is not trusted, and not tried again', async () => {
    const base = (await rawServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))).replace(
      'http:',
      'https:',
    );
    const { end, waits } = await send(base);
    expect(end).toMatchObject({ kind: 'notSent', failure: { code: 'serviceUntrusted' } });
    expect(waits).toEqual([]);
  });

  it('a cancel was not sent', async () => {
    const { end } = await sendToPractice({}, { signal: AbortSignal.abort() });
    expect(end).toMatchObject({ kind: 'notSent', failure: { code: 'cancelled' } });
  });

  it('a cancel while the key is being read was not sent', async () => {
    const cancel = new AbortController();
    const readKey = () => {
      cancel.abort();
      return new Promise<never>(() => undefined);
    };
    const { end } = await sendToPractice({}, { signal: cancel.signal, deps: { readKey } });
    expect(end).toMatchObject({ kind: 'notSent', failure: { code: 'cancelled' } });
  });

  it.each(['', 'two words', 'line\r\nInjected: 1', 'khóa'])(
    'a key that cannot be a header (%j) is not sent',
    async (key) => {
      const { end } = await sendToPractice({}, { deps: { readKey: () => Promise.resolve(ok(key)) } });
      expect(end).toMatchObject({ kind: 'notSent', failure: { code: 'keyMissing' } });
      expect(key === '' || !JSON.stringify(end).includes(key)).toBe(true);
    },
  );

  it('a locked keychain is told as such', async () => {
    const readKey = () => Promise.resolve(failed(failure('keychainUnavailable')));
    const { end } = await sendToPractice({}, { deps: { readKey } });
    expect(end).toMatchObject({ kind: 'notSent', failure: { code: 'keychainUnavailable' } });
  });
});

describe('answers that came whole', () => {
  it.each([
    ['fault-redirect', 'serviceError', 'redirectRefused'],
    ['fault-web-page', 'serviceError', 'answerIsWebPage'],
    ['fault-not-json', 'unknown', 'answerNotJson'],
    ['fault-empty-answer', 'unknown', 'answerEmpty'],
    ['fault-deep-answer', 'unknown', 'answerTooDeep'],
  ])('%s is %s: %s', async (scenario, outcome, reason) => {
    const { end } = await sendToPractice({ scenario });
    expect(end).toMatchObject({ kind: 'answered', verdict: { outcome, reasons: [reason] } });
  });

  it('are judged by what they hold, not by their content type', async () => {
    const { end } = await sendToPractice({ scenario: 'fault-wrong-content-type' });
    expect(end).toMatchObject({ kind: 'answered', verdict: { outcome: 'approved' } });
  });

  it('are not understood when compressed without being asked', async () => {
    const reply = goodReply.replace('X-Practice', 'Content-Encoding: gzip\r\nX-Practice');
    const { end } = await send(await rawServer(answering(reply)));
    expect(end).toMatchObject({ kind: 'answered', verdict: { outcome: 'unknown' } });
  });

  it('of the practice service never count in live mode', async () => {
    const { end } = await sendToPractice({}, { config: { mode: 'live' } });
    expect(end).toMatchObject({
      kind: 'answered',
      verdict: { mode: 'live', outcome: 'serviceError', reasons: ['practiceAnswerInLive'] },
    });
  });

  it('of another service never count in practice mode, but do in live mode', async () => {
    const reply = goodReply.replace('X-Practice: 1\r\n', '');
    const base = await rawServer(answering(reply));
    expect((await send(base)).end).toMatchObject({ verdict: { reasons: ['answerNotFromPractice'] } });
    const live = await send(base, { config: { mode: 'live' } });
    expect(live.end).toMatchObject({ verdict: { mode: 'live', outcome: 'approved' } });
  });
});
