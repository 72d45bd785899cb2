import type { RecordingSettings } from '../../main/core/contract.ts';
import type { Box } from '../../main/core/framing.ts';
import type { Role, StateName } from '../../main/core/session-shape.ts';
import type { OpenCamera } from './open-camera.ts';
import { placeWindow } from './recording-window.ts';

/** What the page knows of the camera in use: shown on the capture screens, never sent anywhere. */
export interface CaptureState {
  readonly phase: 'off' | 'opening' | 'live' | 'capturing';
  readonly role: Role | null;
  readonly camera: OpenCamera | null;
  /** The part of the picture that is shown and captured. */
  readonly window: Box | null;
}

export const CAPTURE_OFF: CaptureState = { phase: 'off', role: null, camera: null, window: null };

/** The role whose camera a state needs; leaving it stops the camera. */
export const STATE_ROLE = {
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

/** The face is recorded in a window of the wanted size; the card is taken whole. */
export function windowFor(camera: OpenCamera, settings: RecordingSettings): Box {
  const wanted = { width: settings.widthPx, height: settings.heightPx };
  return placeWindow(camera.size, camera.role === 'face' ? wanted : camera.size);
}
