import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';
import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { checkSampleTables } from './sample-tables.ts';

const MAX_PACKETS = 60 * 120;
/** Of all tracks; ten seconds of plain sound have as many, and a parser is through with them in a second. */
const MAX_SAMPLES = 500_000;

/**
 * Copies the H.264 picture of a recording into a plain MP4 with its index first, in memory: no sound, no tags,
 * starting at zero, nothing re-encoded. Null when the picture is not H.264 (the caller re-encodes then).
 * The only user of mediabunny (MPL-2.0, pure TypeScript).
 */
export async function remuxToMp4(bytes: Uint8Array, signal: AbortSignal): Promise<Result<Uint8Array | null>> {
  const tables = checkSampleTables(bytes, MAX_SAMPLES);
  if (!tables.ok) return tables;
  try {
    using input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
    const track = await input.getPrimaryVideoTrack();
    if (!track) return failed(failure('inputNotVideo', 'no video track'));
    if ((await track.getCodec()) !== 'avc') return ok(null);
    const decoderConfig = await track.getDecoderConfig();
    if (!decoderConfig) return ok(null);
    const source = new EncodedVideoPacketSource('avc');
    const target = new BufferTarget();
    const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
    output.addVideoTrack(source, { rotation: await track.getRotation() });
    await output.start();
    let first: number | null = null;
    let count = 0;
    for await (const packet of new EncodedPacketSink(track).packets()) {
      if (signal.aborted) return failed(failure('cancelled'));
      if (++count > MAX_PACKETS) return failed(failure('inputTooLarge', `more than ${MAX_PACKETS} frames`));
      first ??= packet.timestamp;
      const shifted = packet.clone({ timestamp: packet.timestamp - first });
      await source.add(shifted, count === 1 ? { decoderConfig } : undefined);
    }
    await output.finalize();
    return target.buffer
      ? ok(new Uint8Array(target.buffer))
      : failed(failure('ffmpegFailed', 'remux gave nothing'));
  } catch (cause) {
    return failed(failure('inputNotVideo', `remux: ${String(cause)}`, cause));
  }
}
