import type { AppInfo } from '../../main/core/contract.ts';
import type { RecordingSettings } from '../../main/core/recording-settings.ts';
import type { CardGuidance } from '../../main/core/card-guidance.ts';
import type { Failure } from '../../main/core/failure.ts';
import type { Box } from '../../main/core/framing.ts';
import type { Guidance } from '../../main/core/guidance-hint.ts';
import type { Pace, PaceFault } from '../../main/core/pace.ts';
import type { Role, StateName } from '../../main/core/session-shape.ts';
import type { CameraControl } from './camera-controls.ts';
import type { CameraOption } from './camera-options.ts';
import type { OpenCamera } from './open-camera.ts';
import { placeWindow } from './recording-window.ts';

/** What the page knows of the camera in use: shown on the capture screens, never sent anywhere. */
export interface CaptureState {
  readonly phase: 'off' | 'opening' | 'choosing' | 'live' | 'capturing' | 'delivering';
  readonly role: Role | null;
  readonly camera: OpenCamera | null;
  /** The part of the picture that is shown and captured. */
  readonly window: Box | null;
  /** What the face engine sees; null without an engine or a face camera. */
  readonly guidance: Guidance | null;
  /** What the document camera sees; null without one. */
  readonly cardGuidance: CardGuidance | null;
  /** When the countdown to the recording began, page clock ms; null when there is none. */
  readonly countdownSinceMs: number | null;
  /** Cameras to choose from, while choosing. */
  readonly options: readonly CameraOption[];
  /** Label of the remembered camera that is not there; null otherwise. */
  readonly missing: string | null;
  /** How steadily the face camera's pictures come; null before and where nothing counts them. */
  readonly pace: Pace | null;
  /** Nothing is recorded by itself before the pace is known, or while it is too slow. */
  readonly paceFault: PaceFault | 'measuring' | null;
  readonly controls: readonly CameraControl[];
  /** Why the card's picture could not be taken from a file; null otherwise. */
  readonly fileFailure: Failure | null;
}

export const CAPTURE_OFF: CaptureState = {
  phase: 'off',
  role: null,
  camera: null,
  window: null,
  guidance: null,
  cardGuidance: null,
  countdownSinceMs: null,
  options: [],
  missing: null,
  pace: null,
  paceFault: null,
  controls: [],
  fileFailure: null,
};

/** The role whose camera a state needs; leaving it stops the camera. */
const STATE_ROLE = {
  idle: null,
  consent: null,
  'face.ready': 'face',
  'face.recording': 'face',
  'face.checking': null,
  'card.ready': 'card',
  'card.scanning': 'card',
  'card.checking': null,
  review: null,
  sending: null,
  verdict: null,
  printing: null,
  wiping: null,
  retake: null,
  attendant: null,
  outcomeUnknown: null,
  fault: null,
} as const satisfies Record<StateName, Role | null>;

/** The camera that this station needs in a state: none for the card where it comes from a scanner. */
export function roleOf(name: StateName, { card }: Pick<AppInfo, 'card'>): Role | null {
  const role = STATE_ROLE[name];
  return role === 'card' && !card.camera ? null : role;
}

/** The face is recorded in a window of the wanted size; the card is taken whole. */
export function windowFor(camera: OpenCamera, settings: RecordingSettings, face: Box | null = null): Box {
  if (camera.role === 'card') return placeWindow(camera.size, camera.size);
  const wanted = { width: settings.widthPx, height: settings.heightPx };
  const centre = face === null ? null : { x: face.x + face.width / 2, y: face.y + face.height / 2 };
  return placeWindow(camera.size, wanted, centre);
}

/** The window is moved onto a face this far off, in window widths; less would only make the picture restless. */
const WORTH_MOVING = 0.08;

/** The window placed on the face, or the same one when it already lies well. */
export function recentre(state: CaptureState, settings: RecordingSettings, face: Box | null): Box | null {
  const { camera, window } = state;
  if (camera === null || window === null || face === null) return window;
  const better = windowFor(camera, settings, face);
  const moved = Math.hypot(better.x - window.x, better.y - window.y);
  return moved / window.width < WORTH_MOVING ? window : better;
}
