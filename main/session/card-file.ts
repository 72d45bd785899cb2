import type { CaptureFacts } from '../core/contract.ts';
import { failure } from '../core/failure.ts';
import { failed, type Result } from '../core/result.ts';
import type { Session } from '../core/session-shape.ts';
import type { Runner } from './runner.ts';

export interface CardFilePorts {
  /** The policy's word; off unless IT asks. */
  readonly isOn: boolean;
  readonly runner: Pick<Runner, 'session' | 'handleIntent' | 'deliver'>;
  /** Lets a person point at a file and reads it; `cancelled` when none was chosen. */
  readonly pick: () => Promise<Result<Uint8Array>>;
}

/** No camera gave this picture; the journal then names none. */
export const NO_CAMERA: CaptureFacts = {
  cameraLabel: '',
  widthPx: 0,
  heightPx: 0,
  framesPerSecond: 0,
  mimeType: 'application/octet-stream',
};

/**
 * Takes the card's picture from a file instead of the camera: the same states, the same precheck.
 * SECURITY: the page asks without a word of input; main alone chooses and reads (test/session/card-file.test.ts).
 */
export async function takeCardFile({ isOn, runner, pick }: CardFilePorts): Promise<Result<Session>> {
  if (!isOn) return failed(failure('ipcRefused', 'card.pickFile is off'));
  const { name, sessionId } = runner.session();
  if (name !== 'card.ready') return failed(failure('wrongState'));
  const picked = await pick();
  if (!picked.ok) return picked;
  // A person may take long to choose; another customer's session must not get the picture.
  const scanning =
    runner.session().sessionId === sessionId
      ? runner.handleIntent({ type: 'scanStarted' })
      : failed(failure('wrongState'));
  if (scanning.ok) return runner.deliver('card', picked.value, NO_CAMERA);
  picked.value.fill(0);
  return scanning;
}
