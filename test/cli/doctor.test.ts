import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkPolicy } from '../../main/cli/doctor-policy.ts';
import { checkWay, type ResolveProxy } from '../../main/cli/doctor-service.ts';
import { effectivePolicy } from '../../main/core/effective-policy.ts';
import { policySchema } from '../../main/core/policy.ts';
import type { StationCheck } from '../../main/core/station-check.ts';
import { startPracticeService } from '../../main/practice/service.ts';

const straight: ResolveProxy = () => Promise.resolve('DIRECT');

function check(service: object, resolveProxy = straight): Promise<readonly StationCheck[]> {
  return checkWay(policySchema.parse({ service }), resolveProxy, AbortSignal.timeout(10_000));
}

test("doctor asks the service that the policy names, and compares the clock with that one's", async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.headers.host ?? ''}`);
    response.writeHead(404, { Date: 'Mon, 23 Nov 2020 07:00:00 GMT' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const checks = await check({ baseUrl: `http://${host}/gateway` });
  server.close();
  expect(asked).toEqual([`HEAD ${host}`]);
  expect(checks).toMatchObject([
    { name: 'tls', state: 'ok', detail: `${host}: http, –` },
    { name: 'clock', state: 'broken', cause: 'clockWrong' },
    { name: 'proxy', state: 'ok', detail: 'DIRECT' },
  ]);
});

test("doctor trusts the bank's own certificate where the policy does, and nobody else's", async () => {
  const started = await startPracticeService({ scenario: 'tls-good' }, { examine: null });
  if (!started.ok) throw new Error(started.failure.code);
  const { baseUrl, caPem, close } = started.value;
  const dir = mkdtempSync(join(tmpdir(), 'doctor-'));
  const caBundlePath = join(dir, 'bank.pem');
  writeFileSync(caBundlePath, caPem ?? '');
  const trusted = await check({ baseUrl, caBundlePath });
  const untrusted = await check({ baseUrl });
  rmSync(dir, { recursive: true });
  const lost = await check({ baseUrl, caBundlePath });
  await close();
  expect(trusted[0]).toMatchObject({ name: 'tls', state: 'ok' });
  expect(untrusted[0]).toMatchObject({ name: 'tls', state: 'broken', cause: 'serviceUntrusted' });
  expect(lost).toMatchObject([{ name: 'tls', state: 'broken', cause: 'policyWrong' }]);
});

test('a proxy that does not answer, or of a kind that cannot be used, is named with what to do', async () => {
  const service = { baseUrl: 'https://liveness.bank.example', connectTimeoutMs: 2000 };
  const dead = await check(service, () => Promise.resolve('PROXY 127.0.0.1:9'));
  expect(dead.map(({ name, cause }) => [name, cause])).toEqual([
    ['tls', 'serviceUnreachable'],
    ['clock', 'clockUnknown'],
    ['proxy', 'proxyInTheWay'],
  ]);
  expect(dead[2]).toMatchObject({ state: 'attention', detail: '127.0.0.1:9' });
  const socks = await check(service, () => Promise.resolve('SOCKS5 proxy.bank.example:1080'));
  expect(socks[2]).toMatchObject({ state: 'broken', cause: 'proxyUnsupported' });
});

test('an address that must not be used is a fault of the policy, not of the network', async () => {
  expect(await check({ baseUrl: 'http://liveness.bank.example' })).toMatchObject([
    { name: 'tls', state: 'broken', cause: 'policyWrong' },
  ]);
});

test('doctor names every key of the policy that is unknown, ill-typed or not the user’s, and where it stands', () => {
  const machine = {
    origin: 'machine',
    place: '/etc/policy.json',
    content: { maxTrys: 5, cardRequired: 'yes' },
  } as const;
  const closed = checkPolicy(effectivePolicy([machine]).state, 'en');
  expect(closed).toMatchObject({ name: 'policy', state: 'broken', cause: 'policyWrong' });
  for (const word of ['/etc/policy.json', 'maxTrys', 'cardRequired']) expect(closed.detail).toContain(word);
  const user = { origin: 'user', place: 'settings.json', content: { stationId: 'mine' } } as const;
  const askew = checkPolicy(effectivePolicy([user]).state, 'vi');
  expect(askew).toMatchObject({ state: 'attention' });
  expect(askew.detail).toContain('stationId');
  expect(checkPolicy(effectivePolicy([]).state, 'en').state).toBe('ok');
});
