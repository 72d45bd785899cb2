import type { ReactElement } from 'react';
import type { Failure } from '../../main/core/failure.ts';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import { Note } from './note.tsx';

type CameraErrorName = keyof StartCatalogue['screens']['camera']['errors'];

/** A camera error in its own sentence with its own way out; the browser's name for it stands small beside it. */
export function CameraFault({
  failure,
  text,
}: {
  readonly failure: Failure;
  readonly text: StartCatalogue;
}): ReactElement {
  const { errors } = text.screens.camera;
  const name = failure.detail ?? 'unknown';
  const words = errors[isKnown(name, text) ? name : 'unknown'];
  return (
    <Note tone="warn" icon="camera" title={words.title} urgent>
      <p>{words.text}</p>
      <p className="way-out">{words.wayOut}</p>
      <p className="code">{text.screens.common.code(name)}</p>
    </Note>
  );
}

const isKnown = (name: string, text: StartCatalogue): name is CameraErrorName =>
  Object.hasOwn(text.screens.camera.errors, name);
