import type { ReactNode } from 'react';
import type { ListedCamera } from '../../main/core/cameras.ts';
import type { AppInfo } from '../../main/core/contract.ts';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import type { Intent, Session } from '../../main/core/session-shape.ts';
import type { ControlName } from '../camera/camera-controls.ts';
import type { CaptureState } from '../camera/capture-state.ts';

/** What a screen may do: ask main for something, or use the camera that is open. */
export interface Actions {
  readonly send: (intent: Intent) => void;
  /** Records or scans with the camera of this step. */
  readonly capture: () => void;
  readonly openPicker: () => void;
  /** Takes the card's picture from a file. */
  readonly pickFile: () => void;
  readonly chooseCamera: (camera: ListedCamera) => void;
  readonly turnControl: (name: ControlName, value: number) => void;
  readonly toggleContrast: () => void;
}

/** Everything a screen is drawn from. */
export interface ScreenProps {
  readonly session: Session;
  readonly info: AppInfo;
  readonly text: StartCatalogue;
  readonly camera: CaptureState;
  /** The portrait cut from the card as it will be sent; null until main has given it. */
  readonly portrait: Blob | null;
  /** More contrast is on. */
  readonly isContrasty: boolean;
  /** The staff's controls, where they may be used. */
  readonly staff?: ReactNode;
  readonly act: Actions;
}
