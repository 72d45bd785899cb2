import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failure } from '../core/failure.ts';
import type { CheckedMedia, HandOver, SessionEvidence, StationSigner } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import type { Recipient } from './seal.ts';
import { tarOf, type ArchiveFile } from './tar.ts';

export const MANIFEST_SCHEMA = 'liveness-kiosk/evidence@1';

export interface HandOverOptions {
  readonly folder: string;
  readonly recipient: Recipient;
  readonly signer: StationSigner;
  readonly stationId: string;
}

/**
 * Drops one sealed bundle a session into a folder: CMS around a tar with the media, the answer, the reports and a
 * manifest of their hashes signed by the station. SECURITY: media touch the disk only sealed
 * (test/evidence/hand-over.test.ts).
 */
export function folderHandOver({ folder, recipient, signer, stationId }: HandOverOptions): HandOver {
  return {
    recipient: recipient.fingerprint,
    async deliver(evidence) {
      const archive = tarOf(bundleFiles(evidence, stationId, signer), evidence.atMs);
      try {
        const sealed = await recipient.seal(archive);
        await drop(sealed, folder, fileName(evidence));
        return ok(createHash('sha256').update(sealed).digest('hex').slice(0, 16));
      } catch (cause) {
        return notDelivered(cause);
      } finally {
        archive.fill(0);
      }
    },
  };
}

/** Practice shows in the name already. */
const fileName = ({ mode, reference }: SessionEvidence): string =>
  `${mode === 'practice' ? 'PRACTICE-' : ''}evidence-${reference}.p7m`;

function bundleFiles(
  evidence: SessionEvidence,
  stationId: string,
  signer: StationSigner,
): readonly ArchiveFile[] {
  const { video, card, answer, verdict, reference, mode, atMs } = evidence;
  const files: readonly ArchiveFile[] = [
    { name: 'video.mp4', bytes: video.bytes },
    ...(card === null ? [] : [{ name: cardName(card), bytes: card.bytes }]),
    json('answer.json', answer),
    json('verdict.json', verdict),
    json('report-face.json', video.report),
    ...(card === null ? [] : [json('report-card.json', card.report)]),
  ];
  const listed = files.map(({ name, bytes }) => ({
    name,
    sizeBytes: bytes.byteLength,
    sha256: sha256(bytes),
  }));
  const head = { schema: MANIFEST_SCHEMA, reference, mode, station: stationId, atMs, keyId: signer.keyId };
  const manifest = JSON.stringify({ ...head, files: listed }, null, 2);
  return [
    text('manifest.json', manifest),
    text('manifest.sig', signer.sign('evidence', manifest)),
    text('station-key.pem', signer.publicKeyPem),
    ...files,
  ];
}

const cardName = ({ contentType }: CheckedMedia): string =>
  contentType === 'image/png' ? 'card.png' : 'card.jpg';
const text = (name: string, content: string): ArchiveFile => ({ name, bytes: Buffer.from(content) });
const json = (name: string, content: unknown): ArchiveFile =>
  text(name, `${JSON.stringify(content ?? null, null, 2)}\n`);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Whoever watches the folder finds whole files only. */
async function drop(sealed: Uint8Array, folder: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `${name}.part`);
  try {
    const file = await open(part, 'w', 0o600);
    try {
      await file.writeFile(sealed);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, join(folder, name));
  } catch (cause) {
    await rm(part, { force: true });
    throw cause;
  }
}

function notDelivered(cause: unknown): Result<never> {
  const isFull = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';
  return failed(failure(isFull ? 'diskFull' : 'handOverFailed', String(cause), cause));
}
