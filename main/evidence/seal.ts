import { createHash, X509Certificate, webcrypto } from 'node:crypto';
import type * as PkiJs from 'pkijs';

/** The bank's certificate, read once. */
export interface Recipient {
  /** SHA-256 of the certificate, first 16 hex digits. */
  readonly fingerprint: string;
  readonly validToMs: number;
  /** CMS EnvelopedData (RFC 5652), AES-256-CBC; `openssl cms -decrypt` opens it with the bank's key. */
  seal(content: Uint8Array): Promise<Buffer>;
}

/** Reads a PEM certificate with an RSA key (2048 bits or more); null when it is none. */
export async function readRecipient(pem: string): Promise<Recipient | null> {
  const [{ fromBER }, pki] = await Promise.all([import('asn1js'), import('pkijs')]);
  try {
    const outer = new X509Certificate(pem);
    const { asymmetricKeyType: kind, asymmetricKeyDetails: details } = outer.publicKey;
    if (kind !== 'rsa' || (details?.modulusLength ?? 0) < 2048) return null;
    const certificate = new pki.Certificate({ schema: fromBER(Uint8Array.from(outer.raw).buffer).result });
    return {
      fingerprint: createHash('sha256').update(outer.raw).digest('hex').slice(0, 16),
      validToMs: Date.parse(outer.validTo),
      seal: (content) => seal(pki, certificate, content),
    };
  } catch {
    // Not a certificate: the caller names the policy's key.
    return null;
  }
}

async function seal(
  { CryptoEngine, setEngine, EnvelopedData, ContentInfo }: typeof PkiJs,
  certificate: PkiJs.Certificate,
  content: Uint8Array,
): Promise<Buffer> {
  // The library knows no runtime by itself; this only hands it Node's own cryptography.
  const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto });
  setEngine('node', engine);
  const enveloped = new EnvelopedData({ version: 2, disableSplit: true });
  enveloped.addRecipientByCertificate(certificate, { oaepHashAlgorithm: 'SHA-256' }, 1, engine);
  const algorithm = { name: 'AES-CBC', length: 256 } as const;
  await enveloped.encrypt(algorithm, Uint8Array.from(content).buffer, engine);
  const info = new ContentInfo({ contentType: ContentInfo.ENVELOPED_DATA, content: enveloped.toSchema() });
  return Buffer.from(info.toSchema().toBER(false));
}
