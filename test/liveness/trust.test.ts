import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { readSystemCertificates, trustContext } from '../../main/liveness/trust.ts';

const [first = '', second = ''] = rootCertificates;

describe('the system store', () => {
  it('is what the runtime reads, where it can', () => {
    const sources = { readStore: () => [first, second], readText: () => 'never asked' };
    expect(readSystemCertificates(sources)).toEqual([first, second]);
  });

  it('is the first bundle file that holds certificates, where the runtime has no reader', () => {
    const asked: string[] = [];
    const readText = (path: string): string | null => {
      asked.push(path);
      return path.includes('pki') ? `# comment\n${first}\n-----BEGIN JUNK-----\n${second}\n` : null;
    };
    expect(readSystemCertificates({ readStore: () => [], readText })).toEqual([first, second]);
    expect(asked).toEqual(['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt']);
  });

  it('may be nowhere: then the built-in roots are all there is', () => {
    expect(readSystemCertificates({ readStore: () => [], readText: () => null })).toEqual([]);
  });

  it('is read once for all connections', () => {
    let reads = 0;
    const trust = trustContext(() => {
      reads += 1;
      return [first];
    }, null);
    expect(trust()).toBe(trust());
    expect(reads).toBe(1);
  });
});
