import { createHash } from 'node:crypto';
import { z } from 'zod';
import { signatureSvg, strokesSchema } from '../core/signature.ts';
import type { CheckedMedia, SessionEvidence, StationSigner } from '../core/ports.ts';
import { tarOf, type ArchiveFile } from './tar.ts';

const MANIFEST_SCHEMA = 'liveness-kiosk/evidence@1';

/** A sealed bundle on its way to the bank: nothing in it can be read without the bank's key. */
export interface SealedBundle {
  /** "K7QM-2XTA-9P-1": reference and number of the sending; the same bundle always has the same. */
  readonly id: string;
  readonly reference: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Practice shows in the name already. */
export const bundleName = ({ mode, reference, attempt }: SessionEvidence): string =>
  `${mode === 'practice' ? 'PRACTICE-' : ''}evidence-${reference}-${attempt}.p7m`;

const NAME = /^(?:PRACTICE-)?evidence-(([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2})-\d{1,4})\.p7m$/;

/** A bundle by its file; null for a file that is none of ours. */
export function namedBundle(fileName: string, bytes: Uint8Array): SealedBundle | null {
  const [, id, reference] = NAME.exec(fileName) ?? [];
  return id === undefined || reference === undefined ? null : { id, reference, fileName, bytes };
}

/** The files of one session's evidence as a tar: media, answer, reports, and a manifest signed by the station. */
export function archiveOf(evidence: SessionEvidence, stationId: string, signer: StationSigner): Buffer {
  return tarOf(bundleFiles(evidence, stationId, signer), evidence.atMs);
}

function bundleFiles(
  evidence: SessionEvidence,
  stationId: string,
  signer: StationSigner,
): readonly ArchiveFile[] {
  const { video, card, answer, verdict, reference, mode, atMs, signature } = evidence;
  const files: readonly ArchiveFile[] = [
    { name: 'video.mp4', bytes: video.bytes },
    ...(card === null ? [] : [{ name: cardName(card), bytes: card.bytes }]),
    ...(signature === null ? [] : [{ name: 'signature.json', bytes: signature }, drawn(signature)]),
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

/** The drawing once more, as a picture. */
const drawn = (signature: Uint8Array): ArchiveFile =>
  text(
    'signature.svg',
    signatureSvg(drawingSchema.parse(JSON.parse(Buffer.from(signature).toString())).strokes),
  );

const drawingSchema = z.object({ strokes: strokesSchema });

const cardName = ({ contentType }: CheckedMedia): string =>
  contentType === 'image/png' ? 'card.png' : 'card.jpg';
const text = (name: string, content: string): ArchiveFile => ({ name, bytes: Buffer.from(content) });
const json = (name: string, content: unknown): ArchiveFile =>
  text(name, `${JSON.stringify(content ?? null, null, 2)}\n`);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
