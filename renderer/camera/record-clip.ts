import type { RecordingSettings } from '../../main/core/recording-settings.ts';

/** H.264 in MP4 first: it is sent as it is; the others make main re-encode. */
const FORMATS = [
  'video/mp4;codecs=avc1.640028',
  'video/mp4;codecs=avc1.4D401F',
  'video/x-matroska;codecs=avc1',
  'video/webm;codecs=vp9',
  'video/webm;codecs=vp8',
] as const;

export interface Clip {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mimeType: string;
  readonly recordedMs: number;
}

/** Called when the recorder has begun, with each part it has written, and just before it is told to end. */
export interface RecordingMoments {
  readonly onStarted: () => void;
  /** Only where the format can be read before it is complete; what comes with the end is not among them. */
  readonly onPiece: (piece: Blob) => void;
  readonly onStopping: () => void;
}

/** Beyond this the recorder is taken for dead, ms. */
const PATIENCE_MS = 5000;

/**
 * H.264 is written in fragments, and a new one begins with every key frame: one a second, so that main can look at
 * the recording while it is made. Chromium's own rhythm, a hundred frames, would leave it the half for the end.
 */
const KEY_FRAME_EVERY_MS = 1000;
const PIECE_EVERY_MS = 250;
const IN_PIECES = { videoKeyFrameIntervalDuration: KEY_FRAME_EVERY_MS };

/**
 * Records `lengthMs` from the recorder's own start. Rejects with a DOMException named RecorderFailed or, when the
 * signal fires, AbortError.
 */
export async function recordClip(
  stream: MediaStream,
  settings: RecordingSettings,
  moments: RecordingMoments,
  signal: AbortSignal,
): Promise<Clip> {
  const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format)) ?? '';
  const isH264 = mimeType.includes('avc1');
  const { videoBitsPerSecond } = settings;
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond, ...(isH264 ? IN_PIECES : {}) });
  const started = performance.now();
  // Of the other formats a timeslice would lose the duration, and main writes them anew at the end.
  const job = { lengthMs: settings.lengthMs, pieceMs: isH264 ? PIECE_EVERY_MS : undefined };
  const blob = await runRecorder(recorder, job, moments, signal);
  return {
    bytes: new Uint8Array(await blob.arrayBuffer()),
    mimeType: recorder.mimeType || mimeType,
    recordedMs: performance.now() - started,
  };
}

function runRecorder(
  recorder: MediaRecorder,
  { lengthMs, pieceMs }: { readonly lengthMs: number; readonly pieceMs: number | undefined },
  { onStarted, onPiece, onStopping }: RecordingMoments,
  signal: AbortSignal,
): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const parts: Blob[] = [];
    const fail = (name: string, detail: string): void => {
      window.clearTimeout(dead);
      reject(new DOMException(detail, name));
      if (recorder.state !== 'inactive') recorder.stop();
    };
    const dead = window.setTimeout(() => fail('RecorderFailed', 'no answer'), lengthMs + PATIENCE_MS);
    signal.addEventListener('abort', () => fail('AbortError', 'recording stopped'), { once: true });
    recorder.addEventListener('dataavailable', ({ data }) => {
      parts.push(data);
      if (recorder.state === 'recording' && !signal.aborted) onPiece(data);
    });
    recorder.addEventListener('error', () => fail('RecorderFailed', 'recorder error'));
    recorder.addEventListener('start', () => {
      onStarted();
      window.setTimeout(() => {
        if (recorder.state !== 'recording') return;
        onStopping();
        recorder.stop();
      }, lengthMs);
    });
    recorder.addEventListener('stop', () => {
      window.clearTimeout(dead);
      const clip = new Blob(parts, { type: recorder.mimeType });
      if (clip.size > 0) resolve(clip);
      else reject(new DOMException('empty recording', 'RecorderFailed'));
    });
    recorder.start(pieceMs);
  });
}
