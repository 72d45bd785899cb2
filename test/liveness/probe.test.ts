import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ServiceAnswer } from '../../main/core/ports.ts';
import { ok, type Result } from '../../main/core/result.ts';
import type { LivenessConfigInput } from '../../main/liveness/config.ts';
import { createLivenessService } from '../../main/liveness/service.ts';
import { startPracticeService } from '../../main/practice/service.ts';

let server: Server | null = null;
afterEach(() => {
  server?.close();
  server = null;
});

async function probe(config: LivenessConfigInput): Promise<Result<ServiceAnswer>> {
  const service = createLivenessService(config, {
    readKey: () => Promise.resolve(ok('the-secret-key')),
    now: () => Date.now(),
    wait: () => Promise.resolve(),
  });
  if (!service.ok) return service;
  return service.value.probe(AbortSignal.timeout(10_000));
}

async function listen(answer: (request: IncomingMessage) => Record<string, string>): Promise<string> {
  server = createServer((request, response) => response.writeHead(404, answer(request)).end());
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('looking whether the service is there', () => {
  it('asks for a head without key or body, and takes any answer for one', async () => {
    const asked: IncomingMessage[] = [];
    const baseUrl = await listen((request) => {
      asked.push(request);
      return { Date: 'Mon, 23 Nov 2026 07:00:00 GMT' };
    });
    const answer = await probe({ mode: 'live', baseUrl });
    expect(answer).toMatchObject({ value: { dateMs: Date.UTC(2026, 10, 23, 7) } });
    expect(asked.map(({ method, url }) => [method, url])).toEqual([['HEAD', '/']]);
    expect(JSON.stringify(asked[0]?.rawHeaders)).not.toMatch(/key|content/i);
  });

  it('says nothing of the time when the service does not', async () => {
    const baseUrl = await listen(() => ({ Date: 'soon' }));
    expect(await probe({ mode: 'live', baseUrl })).toMatchObject({ value: { dateMs: null } });
  });

  it('verifies the certificate as a real check does', async () => {
    const started = await startPracticeService({ scenario: 'tls-good' }, { examine: null });
    if (!started.ok) throw new Error(started.failure.code);
    const { baseUrl, caPem, close } = started.value;
    expect(await probe({ mode: 'practice', baseUrl, caBundlePem: caPem })).toMatchObject({
      value: { protocol: expect.stringMatching(/^TLSv1\.[23]$/) },
    });
    expect(await probe({ mode: 'practice', baseUrl })).toMatchObject({
      failure: { code: 'serviceUntrusted' },
    });
    await close();
  });

  it('names a service that cannot be reached', async () => {
    expect(await probe({ mode: 'live', baseUrl: 'http://127.0.0.1:9' })).toMatchObject({
      failure: { code: 'serviceUnreachable' },
    });
  });
});
