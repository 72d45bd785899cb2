import { isBacklit } from './face-cover.ts';
import type { CameraFindings, CardCamera, FaceCamera, Opened } from './camera-findings.ts';
import type { CameraPolicy } from './camera-policy.ts';
import { kindOfCamera } from './cameras.ts';
import type { RecordingSettings } from './recording-settings.ts';
import { paceFault } from './pace.ts';
import { requirements } from './requirements.ts';
import { farthestSeatCm } from './seat.ts';
import { type CheckCause, type CheckName, type StationCheck, unwell, well } from './station-check.ts';
import type { Role } from './session-shape.ts';

export interface CameraRules {
  readonly cameras: CameraPolicy;
  readonly recording: RecordingSettings;
}

/** The lines of the station check that the cameras answer. */
export function judgeCameras({ face, card }: CameraFindings, rules: CameraRules): readonly StationCheck[] {
  return [
    ...('error' in face ? [notOpened('faceCamera', face.error)] : judgeFaceCamera(face, rules)),
    ...('error' in card ? [notOpened('cardCamera', card.error)] : judgeCardCamera(card, rules)),
  ];
}

/** What the browser calls it, and what a person does about it. */
const CAUSE_OF_ERROR: Readonly<Record<string, CheckCause>> = {
  NotFoundError: 'cameraMissing',
  CameraMissing: 'cameraMissing',
  CameraNotChosen: 'cameraNotChosen',
  CameraRefused: 'cameraRefused',
  CameraEffects: 'cameraEffects',
  NotAllowedError: 'cameraBlocked',
  SecurityError: 'cameraBlocked',
};

const notOpened = (name: CheckName, error: string): StationCheck =>
  unwell(name, 'broken', CAUSE_OF_ERROR[error] ?? 'cameraFailed', error);

function judgeFaceCamera(face: FaceCamera, rules: CameraRules): readonly StationCheck[] {
  const opened = judgeOpened('faceCamera', 'face', face.opened, rules);
  if (opened.state === 'broken') return [opened];
  return [
    opened,
    judgePace(face, rules),
    judgeReach(face, rules),
    judgeLight(face),
    judgeFlicker(face),
    judgeFocus(face),
  ];
}

/** SECURITY: main looks at the model itself; the page's word that it opened it is not enough. */
function judgeOpened(name: CheckName, role: Role, opened: Opened, { cameras }: CameraRules): StationCheck {
  const detail = `${opened.label}, ${opened.widthPx} × ${opened.heightPx}`;
  return kindOfCamera(opened.label, cameras.allowed[role]) === 'ordinary'
    ? well(name, detail)
    : unwell(name, 'broken', 'cameraRefused', detail);
}

function judgePace({ pace }: FaceCamera, { recording }: CameraRules): StationCheck {
  if (pace === null) return unwell('faceRate', 'notAssessed', 'cannotTell');
  const detail = `${pace.framesPerSecond.toFixed(1)} / s, ${Math.round(pace.largestGapMs)} ms`;
  const fault = paceFault(pace, recording.minFramesPerSecond);
  if (fault === 'slow') return unwell('faceRate', 'broken', 'tooFewPictures', detail);
  return fault === 'gaps'
    ? unwell('faceRate', 'attention', 'unevenPictures', detail)
    : well('faceRate', detail);
}

/** Nearer than this nobody sits, and a webcam of fixed focus is no longer sharp. */
const NEAREST_SEAT_CM = 25;
/** From here on a customer at a counter reaches it by leaning forward. */
const EASY_SEAT_CM = 35;

function judgeReach({ window, ownWidthPx }: FaceCamera, { cameras }: CameraRules): StationCheck {
  const { viewDegrees } = cameras.face;
  const size = { width: window.widthPx, height: window.heightPx };
  const seatCm = Math.round(farthestSeatCm(size, { widthPx: ownWidthPx, viewDeg: viewDegrees }));
  const detail = `30 %: ${seatCm} cm (${viewDegrees}°, ${window.widthPx} × ${window.heightPx})`;
  const isHd = Math.min(size.width, size.height) >= requirements['video.resolution'].limit;
  if (!isHd || seatCm < NEAREST_SEAT_CM) return unwell('faceReach', 'broken', 'outOfReach', detail);
  return seatCm < EASY_SEAT_CM
    ? unwell('faceReach', 'attention', 'veryNear', detail)
    : well('faceReach', detail);
}

/** A picture this dark shows nothing at all: a shutter, a cap. */
const NOTHING_SEEN = 10;
const DARK_SCENE = 45;

function judgeLight({ face, sceneBrightness }: FaceCamera): StationCheck {
  if (sceneBrightness === null) return unwell('faceLight', 'notAssessed', 'cannotTell');
  const scene = `${Math.round(sceneBrightness)} / 255`;
  if (sceneBrightness < NOTHING_SEEN) return unwell('faceLight', 'broken', 'lensCovered', scene);
  if (face === null)
    return sceneBrightness < DARK_SCENE
      ? unwell('faceLight', 'attention', 'tooDark', scene)
      : well('faceLight', scene);
  const { brightness, backgroundBrightness, burntShare } = face;
  const detail = `${Math.round(brightness)} / 255, ${Math.round(backgroundBrightness)}`;
  const seen = { brightness, around: backgroundBrightness };
  if (isBacklit(seen, requirements['face.dim'].limit, requirements['face.backlit'].limit))
    return unwell('faceLight', 'attention', 'lightBehind', detail);
  if (brightness < requirements['face.dim'].limit) return unwell('faceLight', 'attention', 'tooDark', detail);
  const isBright =
    brightness > requirements['face.bright'].limit || burntShare > requirements['face.burnt'].limit;
  return isBright ? unwell('faceLight', 'attention', 'tooBright', detail) : well('faceLight', detail);
}

function judgeFlicker({ flicker }: FaceCamera): StationCheck {
  if (flicker.kind === 'notAssessed') {
    const cause = flicker.why === 'bandsStandStill' ? 'bandsStandStill' : 'cannotTell';
    return unwell('faceFlicker', 'notAssessed', cause, flicker.why);
  }
  const detail = `± ${flicker.percent.toFixed(1)} %`;
  return flicker.isSeen ? unwell('faceFlicker', 'attention', 'flicker', detail) : well('faceFlicker', detail);
}

/** Only a face tells whether the customer is in focus: what is behind the chair may well be blurred. */
function judgeFocus({ face }: FaceCamera): StationCheck {
  if (face === null || face.sharpness === null) return unwell('faceFocus', 'notAssessed', 'nobodyThere');
  const detail = face.sharpness.toFixed(2);
  return face.sharpness < requirements['face.soft'].limit
    ? unwell('faceFocus', 'attention', 'notSharp', detail)
    : well('faceFocus', detail);
}

/** A card laid so that it fills the view takes this much of the picture's width. */
const FILLS_VIEW = 0.9;
/** Across the card: enough for a portrait crop of 600 px and more; below the second the portrait is too coarse. */
const GOOD_CARD_PX = 2000;
const LEAST_CARD_PX = 1100;
/** The crop that is sent is about this much of a card's width (25 to 30 mm of 85.6). */
const CROP_OF_CARD = 0.32;

function judgeCardCamera({ opened, cardPx }: CardCamera, rules: CameraRules): readonly StationCheck[] {
  const camera = judgeOpened('cardCamera', 'card', opened, rules);
  if (camera.state === 'broken') return [camera];
  const acrossPx = cardPx ?? Math.round(opened.widthPx * FILLS_VIEW);
  const cropPx = Math.round(acrossPx * CROP_OF_CARD);
  const detail = `${cardPx === null ? '≤ ' : ''}${acrossPx} px → ${cropPx} × ${Math.round(cropPx * 1.2)} px`;
  if (acrossPx < LEAST_CARD_PX) return [camera, unwell('cardPixels', 'broken', 'cardTooCoarse', detail)];
  return [
    camera,
    acrossPx < GOOD_CARD_PX
      ? unwell('cardPixels', 'attention', 'cardCoarse', detail)
      : well('cardPixels', detail),
  ];
}
