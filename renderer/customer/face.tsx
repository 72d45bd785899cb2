import type { ReactElement } from 'react';
import { startCatalogues } from '../../main/core/messages/start-catalogue.ts';
import { CameraView } from '../ui/camera-view.tsx';
import { FaceOverlay } from '../ui/face-overlay.tsx';
import { GuidanceCaption } from '../ui/guidance-caption.tsx';
import type { CustomerProps } from './props.ts';

const EMPTY = { x: 0, y: 0, width: 1280, height: 960 } as const;

/** The customer's mirror: picture, oval, one hint, countdown and progress, as large as the display allows. */
export function CustomerFace({ view, stream }: CustomerProps): ReactElement {
  const text = startCatalogues[view.language];
  const { guide } = view;
  const isRecording = view.screen === 'recording';
  const picture =
    stream === null || guide === null ? null : { stream, size: guide.size, rotation: guide.rotation };
  const words = text.screens[isRecording ? 'faceRecording' : 'faceReady'];
  return (
    <>
      <div className="customer-head">
        <h1>{words.title}</h1>
        <p className="lead">{words.lead}</p>
      </div>
      <CameraView
        picture={picture}
        window={guide?.window ?? null}
        mirrored
        label={text.screens.faceReady.previewLabel}
        waiting={text.screens.camera.opening}
        caption={isRecording ? null : <GuidanceCaption facts={guide} text={text} />}
      >
        <FaceOverlay
          window={guide?.window ?? EMPTY}
          recordingMs={isRecording ? view.recordingMs : null}
          tone={isRecording ? 'wait' : (guide?.tone ?? 'wait')}
        />
      </CameraView>
    </>
  );
}
