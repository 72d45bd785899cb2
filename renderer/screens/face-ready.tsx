import type { ReactElement } from 'react';
import { Button } from '../ui/button.tsx';
import { CameraControls } from '../ui/camera-controls.tsx';
import { CameraNotes } from '../ui/camera-notes.tsx';
import { CameraPicker, OtherCameraButton } from '../ui/camera-picker.tsx';
import { CameraView } from '../ui/camera-view.tsx';
import { FaceOverlay } from '../ui/face-overlay.tsx';
import { captionOf, toneOf } from '../camera/caption-facts.ts';
import { GuidanceCaption } from '../ui/guidance-caption.tsx';
import { formatNumber } from '../ui/format.ts';
import type { ScreenProps } from '../ui/props.ts';
import { Next, Screen, WaysOut } from '../ui/screen.tsx';
import { Tips } from '../ui/tips.tsx';

export function FaceReadyScreen({ session, info, text, camera, act }: ScreenProps): ReactElement {
  const words = text.screens.faceReady;
  const seconds = formatNumber(info.recording.lengthMs / 1000, session.language);
  return (
    <Screen
      name="face.ready"
      layout="stage"
      title={words.title}
      lead={words.lead}
      away={
        <>
          <WaysOut text={text} act={act} />
          <OtherCameraButton camera={camera} text={text} act={act} />
        </>
      }
      actions={
        <Button id="record" kind="main" icon="video" disabled={camera.phase !== 'live'} onPress={act.capture}>
          {words.record}
        </Button>
      }
    >
      {camera.phase === 'choosing' ? (
        <CameraPicker camera={camera} info={info} text={text} act={act} />
      ) : (
        <GuidedView camera={camera} text={text} />
      )}
      <div className="beside">
        <Tips
          tips={[
            { icon: 'distance', text: words.tipDistance },
            { icon: 'mask', text: words.tipBare },
            { icon: 'light', text: words.tipLight },
          ]}
        />
        <Next text={words.next(seconds)} />
        <CameraNotes camera={camera} info={info} text={text} />
        <CameraControls camera={camera} text={text} act={act} />
      </div>
    </Screen>
  );
}

function GuidedView({ camera, text }: Pick<ScreenProps, 'camera' | 'text'>): ReactElement {
  return (
    <CameraView
      picture={camera.camera}
      window={camera.window}
      mirrored
      label={text.screens.faceReady.previewLabel}
      waiting={text.screens.camera.opening}
      caption={<GuidanceCaption facts={captionOf(camera)} text={text} />}
    >
      {camera.window === null ? null : (
        <FaceOverlay window={camera.window} recordingMs={null} tone={toneOf(camera)} />
      )}
    </CameraView>
  );
}
