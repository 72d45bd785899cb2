import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A certificate and its private key, both PEM. */
export interface Identity {
  readonly certPem: string;
  readonly keyPem: string;
}

export interface CertificateFacts {
  readonly name: string;
  /** DNS names it is good for; none makes it a certificate authority. */
  readonly hosts: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Makes an X.509 certificate (ECDSA P-256), signed by `issuer` or by itself. Only for practice and tests: made
 * when it is needed, trusted by nobody else, gone with the program.
 */
export function makeCertificate(
  facts: CertificateFacts,
  issuer: (Identity & { name: string }) | null,
): Identity {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const body = toBeSigned(facts, issuer?.name ?? facts.name, publicKey);
  const signature = sign('sha256', body, issuer?.keyPem ?? keyPem);
  const der = sequence(body, sequence(ECDSA_SHA256), bitString(signature));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return { certPem: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`, keyPem };
}

function toBeSigned(facts: CertificateFacts, issuerName: string, publicKey: KeyObject): Buffer {
  const { name, hosts, fromMs, toMs } = facts;
  return sequence(
    tag(0xa0, integer(Buffer.from([2]))),
    // Positive and never zero.
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    sequence(ECDSA_SHA256),
    commonName(issuerName),
    sequence(time(fromMs), time(toMs)),
    commonName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tag(0xa3, sequence(hosts.length === 0 ? authority() : hostNames(hosts))),
  );
}

/** Extensions by RFC 5280 4.2.1: basicConstraints CA:TRUE, critical; or subjectAltName with DNS names. */
const authority = (): Buffer =>
  sequence(
    oid(0x55, 0x1d, 0x13),
    tag(0x01, Buffer.from([0xff])),
    octets(sequence(tag(0x01, Buffer.from([0xff])))),
  );

const hostNames = (hosts: readonly string[]): Buffer =>
  sequence(
    oid(0x55, 0x1d, 0x11),
    octets(sequence(...hosts.map((host) => tag(0x82, Buffer.from(host, 'latin1'))))),
  );

const commonName = (name: string): Buffer =>
  sequence(tag(0x31, sequence(oid(0x55, 0x04, 0x03), tag(0x0c, Buffer.from(name)))));

/** GeneralizedTime would do for every year, but RFC 5280 asks for UTCTime until 2049. */
const time = (atMs: number): Buffer =>
  tag(0x17, Buffer.from(`${new Date(atMs).toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`));

const oid = (...bytes: readonly number[]): Buffer => tag(0x06, Buffer.from(bytes));
/** 1.2.840.10045.4.3.2 */
const ECDSA_SHA256 = oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02);
const integer = (bytes: Buffer): Buffer => tag(0x02, bytes);
const octets = (bytes: Buffer): Buffer => tag(0x04, bytes);
const bitString = (bytes: Buffer): Buffer => tag(0x03, Buffer.concat([Buffer.from([0]), bytes]));
function sequence(...parts: readonly Buffer[]): Buffer {
  return tag(0x30, Buffer.concat(parts));
}

/** Tag, length, content (DER). */
function tag(type: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([type, ...size]), content]);
}
