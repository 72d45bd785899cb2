import type { RecordingSettings } from '../../main/core/contract.ts';

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

/** Called when the recorder has begun, and just before it is told to end. */
export interface RecordingMoments {
  readonly onStarted: () => void;
  readonly onStopping: () => void;
}

/** Beyond this the recorder is taken for dead, ms. */
const PATIENCE_MS = 5000;

/**
 * Records `lengthMs` from the recorder's own start, in one piece: a timeslice would lose the duration
 *. Rejects with a DOMException named RecorderFailed or, when the signal fires, AbortError.
 */
export async function recordClip(
  stream: MediaStream,
  settings: RecordingSettings,
  { onStarted, onStopping }: RecordingMoments,
  signal: AbortSignal,
): Promise<Clip> {
  const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format)) ?? '';
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: settings.videoBitsPerSecond });
  const started = performance.now();
  const blob = await runRecorder(recorder, settings.lengthMs, { onStarted, onStopping }, signal);
  return {
    bytes: new Uint8Array(await blob.arrayBuffer()),
    mimeType: recorder.mimeType || mimeType,
    recordedMs: performance.now() - started,
  };
}

function runRecorder(
  recorder: MediaRecorder,
  lengthMs: number,
  { onStarted, onStopping }: RecordingMoments,
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
    recorder.addEventListener('dataavailable', (event) => parts.push(event.data));
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
    recorder.start();
  });
}
