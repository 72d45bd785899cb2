import { describe, expect, it } from 'vitest';
import { ok } from '../../main/core/result.ts';
import type { LivenessConfigInput } from '../../main/liveness/config.ts';
import { multipartBody, newBoundary } from '../../main/liveness/multipart.ts';
import { parseRoutes } from '../../main/liveness/proxy.ts';
import { createLivenessService } from '../../main/liveness/service.ts';
import { jpegLike, mp4Like, submissionOf, unwrap } from './submissions.ts';

const deps = { readKey: () => Promise.resolve(ok('k')), now: () => 0, wait: () => Promise.resolve() };
const create = (config: LivenessConfigInput) => createLivenessService(config, deps);

describe('the address', () => {
  it.each([
    ['live', 'https://api.fpt.ai', 'https://api.fpt.ai/vision/ekyc/liveness'],
    [
      'live',
      'https://ekyc.bank.example:8443/fpt/',
      'https://ekyc.bank.example:8443/fpt/vision/ekyc/liveness',
    ],
    ['live', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080/vision/ekyc/liveness'],
    ['practice', 'http://[::1]:9', 'http://[::1]:9/vision/ekyc/liveness'],
    ['practice', 'http://localhost:9', 'http://localhost:9/vision/ekyc/liveness'],
  ] as const)('%s %s becomes %s', (mode, baseUrl, url) => {
    expect(unwrap(create({ mode, baseUrl })).describe(submissionOf()).url).toBe(url);
  });

  it.each([
    ['live', 'http://api.fpt.ai'],
    ['live', 'http://127.0.0.1.evil.example'],
    ['live', 'ftp://api.fpt.ai'],
    ['live', 'https://user:pass@api.fpt.ai'],
    ['live', 'https://api.fpt.ai/?api_key=x'],
    ['live', 'https://api.fpt.ai/#x'],
    ['live', 'not an address'],
    ['practice', 'https://api.fpt.ai'],
    ['practice', 'http://192.168.1.10'],
  ] as const)('%s refuses %s', (mode, baseUrl) => {
    expect(create({ mode, baseUrl })).toMatchObject({ ok: false, failure: { code: 'policyInvalid' } });
  });

  it('refuses settings it does not know and pins that are none', () => {
    const base = { mode: 'live', baseUrl: 'https://api.fpt.ai' } as const;
    const pins = { sha256: ['x', 'y'] as [string, string], expiresAtMs: 1 };
    expect(create({ ...base, pins })).toMatchObject({ ok: false, failure: { code: 'policyInvalid' } });
    const misspelt: unknown = { ...base, tlsVerify: false };
    expect(create(misspelt as LivenessConfigInput)).toMatchObject({ ok: false });
  });
});

describe('the description of a request', () => {
  it('names headers, sizes and hashes, and holds neither key nor media', () => {
    const submission = submissionOf();
    const config = { mode: 'live', baseUrl: 'https://api.fpt.ai', v2Format: true } as const;
    const shape = unwrap(create(config)).describe(submission);
    expect(shape).toMatchObject({
      method: 'POST',
      url: 'https://api.fpt.ai/vision/ekyc/liveness?v2_format=1',
      headerNames: [
        'Host',
        'Accept',
        'User-Agent',
        'api-key',
        'Content-Type',
        'Content-Length',
        'Connection',
      ],
      parts: [
        { field: 'video', fileName: 'video.mp4', sizeBytes: 2000 },
        { field: 'cmnd', fileName: 'cmnd.jpg', sizeBytes: jpegLike.byteLength },
      ],
    });
  });
});

describe('the form', () => {
  it('has exactly the length it announces, and no name of a person in it', () => {
    const body = multipartBody(submissionOf(mp4Like({ sizeBytes: 200_001 })), newBoundary());
    const bytes = Buffer.concat([...body.chunks()]);
    expect(bytes.byteLength).toBe(body.contentLengthBytes);
    expect(bytes.includes('Nguy')).toBe(false);
  });

  it('never uses a boundary twice', () => {
    expect(new Set(Array.from({ length: 100 }, newBoundary)).size).toBe(100);
  });
});

describe('routes of a PAC answer', () => {
  it.each([
    ['DIRECT', [{ kind: 'direct' }]],
    [
      'PROXY proxy.bank:8080; DIRECT',
      [{ kind: 'proxy', host: 'proxy.bank', port: 8080 }, { kind: 'direct' }],
    ],
    ['PROXY [fd00::1]:3128', [{ kind: 'proxy', host: 'fd00::1', port: 3128 }]],
    ['proxy p', [{ kind: 'proxy', host: 'p', port: 80 }]],
    ['SOCKS5 s:1080', []],
    ['', []],
  ])('%j', (answer, routes) => {
    expect(parseRoutes(answer)).toEqual(routes);
  });
});
