import sharp, { type Sharp } from 'sharp';
import type { Box, Size } from '../core/framing.ts';
import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { type ImageFormat, sniffImage } from './sniff.ts';

/** Decoded pixels, three bytes each. */
export interface Still extends Size {
  readonly rgb: Uint8Array;
}

export interface DecodedStill extends Still {
  readonly format: ImageFormat;
}

/** More than any document camera gives; a 30 kB file can claim a thousand times as many. */
export const MAX_STILL_PIXELS = 50_000_000;

// SECURITY: only JPEG and PNG reach a decoder, whatever a file calls itself (test/media/hostile.test.ts).
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer'] });
sharp.cache(false);
sharp.concurrency(1);

/** Decodes a JPEG or PNG, turned as its EXIF says, without alpha; the only user of sharp lives in this file. */
export async function decodeStill(bytes: Uint8Array): Promise<Result<DecodedStill>> {
  const format = sniffImage(bytes);
  if (format === null) return failed(failure('inputNotImage'));
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_STILL_PIXELS, failOn: 'error', sequentialRead: true });
    const { width, height } = await image.metadata();
    if (width * height > MAX_STILL_PIXELS) return failed(failure('imageTooManyPixels', `${width}x${height}`));
    const { data, info } = await image
      .rotate()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return ok({ format, rgb: toThree(data, info.channels), width: info.width, height: info.height });
  } catch (cause) {
    const isBomb = /pixel limit/i.test(String(cause));
    return failed(failure(isBomb ? 'imageTooManyPixels' : 'inputUnreadable', String(cause), cause));
  }
}

function toThree(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data;
  const count = data.length / channels;
  const out = new Uint8Array(count * 3);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < 3; k++) out[i * 3 + k] = data[i * channels + (channels > 3 ? k : 0)] ?? 0;
  }
  return out;
}

/** Part of a picture as JPEG without any metadata, resized to exactly `target`. */
export async function cropToJpeg(
  still: Still,
  part: Box,
  target: Size,
  quality: number,
): Promise<Uint8Array> {
  const left = Math.max(0, Math.round(part.x));
  const top = Math.max(0, Math.round(part.y));
  const jpeg = await fromRaw(still)
    .extract({
      left,
      top,
      width: Math.max(1, Math.min(still.width - left, Math.round(part.width))),
      height: Math.max(1, Math.min(still.height - top, Math.round(part.height))),
    })
    .resize({ ...target, fit: 'fill', kernel: 'lanczos3' })
    .jpeg({ quality, chromaSubsampling: '4:4:4' })
    .toBuffer();
  return new Uint8Array(jpeg);
}

export async function encodeJpeg(still: Still, quality: number): Promise<Uint8Array> {
  return new Uint8Array(await fromRaw(still).jpeg({ quality }).toBuffer());
}

/** Smaller (or larger) copy. */
export async function resizeStill(still: Still, target: Size): Promise<Still> {
  const { data, info } = await fromRaw(still)
    .resize({ ...target, fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { rgb: toThree(data, info.channels), width: info.width, height: info.height };
}

/** Quarter turns, clockwise. */
export async function turnStill(still: Still, degrees: 90 | 180 | 270): Promise<Still> {
  const { data, info } = await fromRaw(still).rotate(degrees).raw().toBuffer({ resolveWithObject: true });
  return { rgb: toThree(data, info.channels), width: info.width, height: info.height };
}

function fromRaw(still: Still): Sharp {
  return sharp(still.rgb, { raw: { width: still.width, height: still.height, channels: 3 } });
}
