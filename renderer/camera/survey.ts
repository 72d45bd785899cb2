import type { CameraFindings, CardCamera, FaceCamera, Opened } from '../../main/core/camera-findings.ts';
import { sideLengths } from '../../main/core/card-outline.ts';
import { bindCamera, type CameraChoices } from '../../main/core/cameras.ts';
import type { AppInfo } from '../../main/core/contract.ts';
import { measureFlicker } from '../../main/core/flicker.ts';
import { paceOf } from '../../main/core/pace.ts';
import type { Role } from '../../main/core/session-shape.ts';
import { traceOf } from '../../main/core/station-trace.ts';
import { listCameras } from './camera-options.ts';
import { windowFor } from './capture-state.ts';
import { watchCard } from './card-watch.ts';
import { createFaceEngine } from './face-engine.ts';
import type { PageNets } from './face-nets.ts';
import { playHidden } from './hidden-video.ts';
import { closeCamera, type OpenCamera, viewOf } from './open-camera.ts';
import { openSteady } from './open-steady.ts';
import { sampleFrames } from './sample-frames.ts';

export interface SurveyParts {
  readonly info: AppInfo;
  readonly choices: CameraChoices;
  readonly loadNets: () => Promise<PageNets | null>;
  readonly onRole: (role: Role) => void;
}

/** Opens each camera as a check would, and measures what the daily check wants to know; nothing is recorded. */
export async function surveyCameras(parts: SurveyParts): Promise<CameraFindings> {
  parts.onRole('face');
  const face = await withCamera(parts, 'face', (camera) => measureFaceCamera(parts, camera));
  parts.onRole('card');
  return { face, card: await withCamera(parts, 'card', measureCardCamera) };
}

async function withCamera<T>(
  parts: SurveyParts,
  role: Role,
  measure: (camera: OpenCamera) => Promise<T>,
): Promise<T | { error: string }> {
  try {
    const camera = await openFor(parts, role);
    try {
      return await measure(camera);
    } finally {
      closeCamera(camera);
    }
  } catch (error) {
    return { error: error instanceof DOMException ? error.name : 'unknown' };
  }
}

async function openFor({ info, choices }: SurveyParts, role: Role): Promise<OpenCamera> {
  const binding = bindCamera(await listCameras(), choices, role, info.cameras.allowed[role]);
  if (binding.kind !== 'bound') throw new DOMException(binding.kind, UNBOUND[binding.kind]);
  return openSteady({
    role,
    settings: info.recording,
    rotation: role === 'face' ? info.cameras.face.rotationDegrees : 0,
    deviceId: binding.camera.deviceId,
  });
}

const UNBOUND = {
  none: 'NotFoundError',
  missing: 'CameraMissing',
  choose: 'CameraNotChosen',
  refused: 'CameraRefused',
} as const;

const openedOf = ({ label, size }: OpenCamera): Opened => ({
  label,
  widthPx: size.width,
  heightPx: size.height,
});

/** Thirty beats of a 50 Hz lamp at 30 pictures a second, and pictures enough at 15. */
const SAMPLE_MS = 3000;
const ROWS = 48;

async function measureFaceCamera({ info, loadNets }: SurveyParts, camera: OpenCamera): Promise<FaceCamera> {
  const window = windowFor(camera, info.recording);
  const sampled = await sampleFrames(camera.track, { lengthMs: SAMPLE_MS, rows: ROWS });
  const rows = sampled?.profiles.flat() ?? [];
  return {
    opened: openedOf(camera),
    window: { widthPx: window.width, heightPx: window.height },
    ownWidthPx: viewOf(camera, info.cameras.face.viewDegrees).widthPx,
    pace: sampled === null ? null : paceOf(sampled.timesMs),
    flicker: sampled === null ? { kind: 'notAssessed', why: 'tooFewFrames' } : measureFlicker(sampled),
    trace: sampled === null ? null : traceOf(sampled),
    sceneBrightness: rows.length === 0 ? null : rows.reduce((sum, luma) => sum + luma, 0) / rows.length,
    face: await lookForFace(await loadNets(), camera, window),
  };
}

/** A face is looked for this often; one look may fall on a blink or a turn. */
const LOOKS = 4;

async function lookForFace(
  nets: PageNets | null,
  camera: OpenCamera,
  window: ReturnType<typeof windowFor>,
): Promise<FaceCamera['face']> {
  if (nets === null) return null;
  const engine = createFaceEngine(nets, camera.rotation);
  const video = await playHidden(camera.stream);
  let seen: FaceCamera['face'] = null;
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const at = { video, camera: camera.size, window, atMs: performance.now(), brief: false };
    const { face } = (await engine.look(at)).glimpse;
    if (face === null) continue;
    const { brightness, backgroundBrightness, burntShare, sharpness } = face;
    seen = { brightness, backgroundBrightness, burntShare, sharpness };
  }
  video.srcObject = null;
  return seen;
}

/** How long a card is looked for on the desk, ms. */
const CARD_MS = 1000;

async function measureCardCamera(camera: OpenCamera): Promise<CardCamera> {
  const end = new AbortController();
  const startedMs = performance.now();
  let cardPx: number | null = null;
  await watchCard({
    camera,
    signal: end.signal,
    onLook: ({ last }) => {
      if (last !== null && last.corners !== null) cardPx = Math.round(Math.max(...sideLengths(last.corners)));
      if (performance.now() - startedMs >= CARD_MS) end.abort();
    },
  });
  return { opened: openedOf(camera), cardPx };
}
