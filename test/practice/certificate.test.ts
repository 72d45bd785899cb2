import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeCertificate } from '../../main/practice/certificate.ts';

const now = Date.UTC(2026, 10, 23);
const valid = { fromMs: now - 1000, toMs: now + 86_400_000 };
const authority = makeCertificate({ name: 'Authority', hosts: [], ...valid }, null);
const server = makeCertificate(
  { name: 'localhost', hosts: ['localhost', 'kiosk.invalid'], ...valid },
  { ...authority, name: 'Authority' },
);

describe('a certificate made here', () => {
  const certificate = new X509Certificate(server.certPem);
  const ca = new X509Certificate(authority.certPem);

  it('is signed by its authority, which signed itself', () => {
    expect(certificate.verify(ca.publicKey)).toBe(true);
    expect(certificate.checkIssued(ca)).toBe(true);
    expect(ca.verify(ca.publicKey)).toBe(true);
    expect({ ca: ca.ca, server: certificate.ca }).toEqual({ ca: true, server: false });
  });

  it('is good for its names and its days only', () => {
    expect(certificate.checkHost('kiosk.invalid')).toBe('kiosk.invalid');
    expect(certificate.checkHost('api.fpt.ai')).toBeUndefined();
    expect(Date.parse(certificate.validTo)).toBe(now + 86_400_000);
  });

  // Only where openssl is installed is there a second opinion to be had.
  it.skipIf(spawnSync('openssl', ['version']).status !== 0)('is read by openssl without a complaint', () => {
    const { status, stdout } = spawnSync('openssl', ['x509', '-noout', '-text'], { input: server.certPem });
    expect(status).toBe(0);
    expect(stdout.toString()).toContain('DNS:localhost, DNS:kiosk.invalid');
  });
});
