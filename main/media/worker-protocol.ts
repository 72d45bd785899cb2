import type { CardMeasurement, VideoMeasurement } from '../core/measurement.ts';
import type { PrecheckSummary } from '../core/report.ts';
import type { PrecheckPolicy } from '../core/precheck-policy.ts';
import type { Result } from '../core/result.ts';
import type { MediaSource } from './ffmpeg.ts';

/** What the worker is told when it starts. */
export interface WorkerSettings {
  readonly ffmpegPath: string;
  readonly modelsDir: string | null;
  readonly policy: PrecheckPolicy;
}

export interface Thumbnail {
  readonly tMs: number;
  readonly rule: string;
  readonly jpeg: Uint8Array;
}

export interface VideoAnswer {
  readonly measurement: VideoMeasurement;
  readonly summary: PrecheckSummary;
  /** The MP4 to send; null when a file was only looked at. */
  readonly bytes: Uint8Array | null;
  readonly preview: Uint8Array | null;
  /** The pictures were looked at while the recording was being made, not after it. */
  readonly wasAhead: boolean;
  readonly thumbnails: readonly Thumbnail[];
}

export interface CardAnswer {
  readonly measurement: CardMeasurement;
  readonly summary: PrecheckSummary;
  readonly sent: { readonly bytes: Uint8Array; readonly contentType: 'image/jpeg' | 'image/png' } | null;
  readonly preview: Uint8Array | null;
}

export type WorkerJob =
  | { readonly kind: 'warmUp' }
  | {
      readonly kind: 'video';
      readonly source: MediaSource;
      /** True: make a plain MP4 of it first (a recording); false: judge the file as it is. */
      readonly isRecording: boolean;
      /** Pixelated pictures of every violation, for the page. */
      readonly withThumbnails: boolean;
    }
  /** A recording that is still being made: its pieces follow, then the whole. */
  | { readonly kind: 'stream' }
  | { readonly kind: 'card'; readonly bytes: Uint8Array };

export type WorkerAnswer<J extends WorkerJob['kind']> = {
  readonly warmUp: null;
  readonly video: VideoAnswer;
  readonly stream: VideoAnswer;
  readonly card: CardAnswer;
}[J];

export type ToWorker =
  | { readonly id: number; readonly job: WorkerJob }
  | { readonly id: number; readonly piece: Uint8Array }
  | { readonly id: number; readonly whole: Uint8Array }
  | { readonly cancel: number };

export type FromWorker =
  | { readonly id: number; readonly result: Result<unknown> }
  /** Sent while the thread's event loop turns; a damaged file can catch a parser in an endless loop. */
  | { readonly beat: true };

export const BEAT_MS = 500;
