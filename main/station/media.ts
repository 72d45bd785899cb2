import { defaultPrecheckPolicy } from '../core/precheck-policy.ts';
import { type StationCheck, unwell, well } from '../core/station-check.ts';
import { findFfmpeg } from '../media/ffmpeg-binary.ts';
import { createPrechecker } from '../media/prechecker.ts';

const OLDEST_NODE = [20, 19] as const;

export interface MediaParts {
  readonly ffmpegPath: string | null;
  readonly modelsDir: string | null;
}

/** Runtime, ffmpeg, and the engine started for real. */
export async function checkMedia(parts: MediaParts, signal: AbortSignal): Promise<readonly StationCheck[]> {
  const ffmpeg = await findFfmpeg(parts.ffmpegPath);
  if (!ffmpeg.ok) {
    const { detail, code } = ffmpeg.failure;
    const missing = unwell('ffmpeg', 'broken', 'ffmpegMissing', detail ?? code);
    return [checkRuntime(), missing, unwell('model', 'notAssessed', 'ffmpegMissing')];
  }
  const { version, from, path } = ffmpeg.value;
  return [checkRuntime(), well('ffmpeg', `${version} (${from}: ${path})`), await checkEngine(parts, signal)];
}

function checkRuntime(): StationCheck {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNew = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  const electron = process.versions['electron'];
  const detail = `Node ${process.versions.node}${electron === undefined ? '' : `, Electron ${electron}`}, ${process.platform} ${process.arch}`;
  // Electron brings its own Node, chosen with it.
  return isNew || electron !== undefined
    ? well('runtime', detail)
    : unwell('runtime', 'broken', 'runtimeOld', detail);
}

async function checkEngine(parts: MediaParts, signal: AbortSignal): Promise<StationCheck> {
  const prechecker = createPrechecker({ ...parts, policy: defaultPrecheckPolicy });
  const startedMs = performance.now();
  const warm = await prechecker.warmUp(signal);
  await prechecker.close();
  if (!warm.ok) {
    const { code, detail } = warm.failure;
    return unwell('model', 'broken', 'modelDamaged', `${code}: ${detail ?? ''}`);
  }
  return well('model', `3/3, ${Math.round(performance.now() - startedMs)} ms`);
}
