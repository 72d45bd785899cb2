import { defaultPrecheckPolicy } from '../core/precheck-policy.ts';
import { findFfmpeg } from '../media/ffmpeg-binary.ts';
import { createPrechecker } from '../media/prechecker.ts';
import type { DoctorCheck } from './doctor-report.ts';
import type { CliParts } from './precheck-files.ts';

const OLDEST_NODE = [20, 19] as const;

/** Runtime, ffmpeg, and the engine started for real. */
export async function checkMedia(parts: CliParts, signal: AbortSignal): Promise<DoctorCheck[]> {
  const ffmpeg = await findFfmpeg(parts.ffmpegPath);
  const ffmpegCheck: DoctorCheck = ffmpeg.ok
    ? {
        name: 'ffmpeg',
        state: 'ok',
        detail: `${ffmpeg.value.version} (${ffmpeg.value.from}: ${ffmpeg.value.path})`,
      }
    : { name: 'ffmpeg', state: 'broken', detail: ffmpeg.failure.detail ?? ffmpeg.failure.code };
  return [checkRuntime(), ffmpegCheck, ffmpeg.ok ? await checkEngine(parts, signal) : unknownEngine];
}

const unknownEngine: DoctorCheck = { name: 'model', state: 'notAssessed', detail: 'ffmpeg is missing' };

function checkRuntime(): DoctorCheck {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNew = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  const electron = process.versions['electron'];
  const detail = `Node ${process.versions.node}${electron === undefined ? '' : `, Electron ${electron}`}, ${process.platform} ${process.arch}`;
  // Electron brings its own Node, chosen with it.
  return { name: 'runtime', state: isNew || electron !== undefined ? 'ok' : 'broken', detail };
}

async function checkEngine(parts: CliParts, signal: AbortSignal): Promise<DoctorCheck> {
  const prechecker = createPrechecker({ ...parts, policy: defaultPrecheckPolicy });
  const startedMs = performance.now();
  const warm = await prechecker.warmUp(signal);
  await prechecker.close();
  if (!warm.ok)
    return { name: 'model', state: 'broken', detail: `${warm.failure.code}: ${warm.failure.detail ?? ''}` };
  const ms = Math.round(performance.now() - startedMs);
  return { name: 'model', state: 'ok', detail: `3 models verified, engine started in ${ms} ms` };
}
