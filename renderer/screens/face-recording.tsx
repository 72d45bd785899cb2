import type { ReactElement } from 'react';
import { CameraView } from '../ui/camera-view.tsx';
import { FaceOverlay } from '../ui/face-overlay.tsx';
import type { ScreenProps } from '../ui/props.ts';
import { CancelButton, Next, Screen } from '../ui/screen.tsx';

export function FaceRecordingScreen({ info, text, camera, act }: ScreenProps): ReactElement {
  const words = text.screens.faceRecording;
  return (
    <Screen
      name="face.recording"
      layout="stage"
      title={words.title}
      lead={words.lead}
      away={<CancelButton text={text} act={act} />}
    >
      <CameraView
        picture={camera.camera}
        window={camera.window}
        mirrored
        label={text.screens.faceReady.previewLabel}
        waiting={text.screens.camera.opening}
      >
        {camera.window === null ? null : (
          <FaceOverlay window={camera.window} recordingMs={info.recording.lengthMs} tone="wait" />
        )}
      </CameraView>
      <div className="beside">
        <output className="recording-mark">
          <span className="recording-dot" />
          {text.screens.camera.recordingMark}
        </output>
        <Next text={text.screens.next.faceRecording} />
      </div>
    </Screen>
  );
}
