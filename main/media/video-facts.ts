import type { Size } from '../core/framing.ts';

export interface Packet {
  readonly ptsMs: number;
  readonly durationMs: number;
  readonly sizeBytes: number;
  /** Adler-32 of its bytes, as hex. */
  readonly sum: string;
}

/** What one run of ffmpeg told about its input while decoding it. */
export interface StreamFacts {
  readonly codec: string;
  readonly pixelFormat: string;
  /** The whole of what ffmpeg says of the picture: codec and profile, pixel format and colours, size. */
  readonly picture: string;
  readonly stored: Size;
  readonly rotationDeg: number;
  readonly headerDurationMs: number | null;
  readonly audioStreams: number;
  readonly packets: readonly Packet[];
  /** Size of the raw frames on standard output; null until they begin. */
  readonly rawFrame: Size | null;
  readonly decodeErrors: number;
  /** The index names more of the film than the file holds: it was cut off. */
  readonly endsEarly: boolean;
}

const MAX_PACKETS = 100_000;
const PACKET = /^0,\s*(-?\d+),\s*(-?\d+),\s*(\d+),\s*(\d+), 0x([0-9a-f]+)(?:, F=0x([0-9a-f]+))?/i;
/** Decoded but never shown: an edit list starts the film behind it (AV_PKT_FLAG_DISCARD). */
const HIDDEN = 0x4;
const PICTURE = /: Video: (.*?, \d+x\d+)/;
const INPUT_VIDEO = /^\s+Stream #0:\d+.*: Video: (\w+)[^,]*(?:\([^)]*\))*, (\w+)[^ ]*.*?, (\d+)x(\d+)/;

/** Reads ffmpeg's log and the packet list (framecrc) that the same run writes between its lines. */
export function createFactsReader(): {
  readonly line: (text: string) => void;
  readonly facts: () => StreamFacts;
} {
  let section: 'input' | 'output' | null = null;
  let codec = '';
  let pixelFormat = '';
  let picture = '';
  let stored: Size = { width: 0, height: 0 };
  let rotationDeg = 0;
  let headerDurationMs: number | null = null;
  let audioStreams = 0;
  let rawFrame: Size | null = null;
  let timeBase = 0;
  let decodeErrors = 0;
  let endsEarly = false;
  const packets: Packet[] = [];

  function readPacket(match: RegExpExecArray): void {
    const isHidden = (parseInt(match[6] ?? '0', 16) & HIDDEN) !== 0;
    if (isHidden || packets.length >= MAX_PACKETS || timeBase === 0) return;
    packets.push({
      ptsMs: Number(match[2]) * timeBase * 1000,
      durationMs: Number(match[3]) * timeBase * 1000,
      sizeBytes: Number(match[4]),
      sum: match[5] ?? '',
    });
  }

  function readHeader(text: string): void {
    if (text.startsWith('Input #')) section = 'input';
    else if (text.startsWith('Output #')) section = 'output';
    const base = /^#tb 0: (\d+)\/(\d+)/.exec(text);
    if (base) timeBase = Number(base[1]) / Number(base[2]);
    const duration = /^ {2}Duration: (\d+):(\d+):(\d+\.\d+)/.exec(text);
    if (duration)
      headerDurationMs = (Number(duration[1]) * 3600 + Number(duration[2]) * 60 + Number(duration[3])) * 1000;
    const rotation = /displaymatrix: rotation of (-?[\d.]+) degrees/.exec(text);
    if (rotation && section === 'input') rotationDeg = Math.round(Number(rotation[1]));
    if (section === 'input' && /^ {2}Stream #0:\d+.*: Audio: /.test(text)) audioStreams++;
    const video = text.includes('(attached pic)') ? null : INPUT_VIDEO.exec(text);
    if (video && section === 'input' && codec === '') {
      codec = video[1] ?? '';
      pixelFormat = video[2] ?? '';
      picture = PICTURE.exec(text)?.[1] ?? '';
      stored = { width: Number(video[3]), height: Number(video[4]) };
    }
    const raw = /^ {2}Stream #0:0.*: Video: rawvideo.*?, (\d+)x(\d+)/.exec(text);
    if (raw && section === 'output') rawFrame = { width: Number(raw[1]), height: Number(raw[2]) };
    if (/^\[mov,.*: partial file$/.test(text)) endsEarly = true;
    if (/^\[(?!.*(?:swscaler|out#|vost#|vist#)).*(?:error|invalid|corrupt|concealing)/i.test(text))
      decodeErrors++;
  }

  return {
    line(text) {
      const packet = PACKET.exec(text);
      if (packet) readPacket(packet);
      else readHeader(text);
    },
    facts: () => ({
      codec,
      pixelFormat,
      picture,
      stored,
      rotationDeg,
      headerDurationMs,
      audioStreams,
      packets,
      rawFrame,
      decodeErrors,
      endsEarly,
    }),
  };
}

export interface PacketTimes {
  readonly durationMs: number;
  readonly framesPerSecond: number;
  readonly largestGapMs: number;
  readonly uniqueFramesPerSecond: number;
  readonly packets: number;
}

/** A repeated frame costs an encoder next to nothing: fewer bytes than this share of the median packet. */
const REPEAT_SHARE = 0.02;
const REPEAT_BYTES = 60;

/** Length, rate and gaps from the packets themselves; headers are not believed. */
export function measurePackets(packets: readonly Packet[]): PacketTimes {
  const times = packets.map((packet) => packet.ptsMs).toSorted((a, b) => a - b);
  const first = times[0] ?? 0;
  const last = times[times.length - 1] ?? 0;
  const spanMs = last - first;
  let largestGapMs = 0;
  for (let i = 1; i < times.length; i++) largestGapMs = Math.max(largestGapMs, times[i] - times[i - 1]);
  const typicalGapMs = times.length > 1 ? spanMs / (times.length - 1) : (packets[0]?.durationMs ?? 0);
  const sizes = packets.map((packet) => packet.sizeBytes).toSorted((a, b) => a - b);
  const median = sizes[sizes.length >> 1] ?? 0;
  const unique = sizes.filter((size) => size > Math.min(REPEAT_BYTES, median * REPEAT_SHARE)).length;
  return {
    durationMs: spanMs + typicalGapMs,
    framesPerSecond: spanMs > 0 ? ((times.length - 1) * 1000) / spanMs : 0,
    largestGapMs,
    uniqueFramesPerSecond: spanMs > 0 ? (unique * 1000) / (spanMs + typicalGapMs) : 0,
    packets: packets.length,
  };
}

/**
 * Shortest distance between two analysed frames: 6 a second at 24, 25, 30, 50 and 60 frames a second. No time base
 * has a tick just there, so that ffmpeg and the list of packets never round to two different frames.
 */
export const SAMPLE_GAP_S = 0.1580137;
/** Analysis stops here; a longer clip has already failed by its length. */
export const MAX_ANALYSED_S = 12;

/** Times of the frames that `select` with SAMPLE_GAP_S lets through, from the same packet list. */
export function sampleTimes(packets: readonly Packet[]): number[] {
  const times = packets.map((packet) => packet.ptsMs).toSorted((a, b) => a - b);
  const first = times[0] ?? 0;
  const chosen: number[] = [];
  for (const time of times) {
    const last = chosen[chosen.length - 1];
    if (last === undefined || time - last >= SAMPLE_GAP_S * 1000) chosen.push(time);
  }
  return chosen.map((time) => time - first);
}
