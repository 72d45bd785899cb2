import { readFileSync } from 'node:fs';
import tls, { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { z } from 'zod';

/** Where this machine keeps the certificates that its administrators trust. */
export interface TrustSources {
  /** The runtime's own reader of the system store; Node 22.15 and newer have one. */
  readonly readStore: () => readonly string[];
  readonly readText: (path: string) => string | null;
}

/** One file with every trusted certificate, by family: Debian, Red Hat, SUSE, Alpine and macOS. */
const BUNDLE_PATHS = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
] as const;

/**
 * PEM certificates of the system store. Windows and macOS stores are read by the runtime, where it can; an older
 * one (the registry Electron of decision 0001) knows the bundle files only, and there IT names `caBundlePath`.
 */
export function readSystemCertificates(sources: TrustSources = thisMachine): readonly string[] {
  const stored = sources.readStore();
  if (stored.length > 0) return stored;
  for (const path of BUNDLE_PATHS) {
    const certificates = sources.readText(path)?.match(PEM) ?? [];
    if (certificates.length > 0) return certificates;
  }
  return [];
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

const thisMachine: TrustSources = {
  readStore: () => {
    // Looked up by name: the oldest runtime this runs on has no such function.
    const read: unknown = Reflect.get(tls, 'getCACertificates');
    return typeof read === 'function' ? z.array(z.string()).parse(read('system')) : [];
  },
  readText(path) {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      // Another family of systems keeps it elsewhere.
      return null;
    }
  },
};

/**
 * What a connection trusts: the built-in roots, the system's and the policy's, made once because parsing hundreds
 * of certificates takes a while. Throws for a bundle that holds no certificate.
 */
export function trustContext(
  readSystem: () => readonly string[],
  caBundlePem: string | null,
): () => SecureContext {
  let made: SecureContext | null = null;
  return () => (made ??= makeContext([...readSystem(), ...(caBundlePem === null ? [] : [caBundlePem])]));
}

/** SECURITY: TLS 1.2 at least (test/liveness/tls.test.ts). */
function makeContext(extra: readonly string[]): SecureContext {
  return createSecureContext({
    minVersion: 'TLSv1.2',
    ca: [...new Set([...rootCertificates, ...extra])],
  });
}
