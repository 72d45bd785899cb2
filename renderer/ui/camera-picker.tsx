import type { CSSProperties, ReactElement } from 'react';
import type { Rotation } from '../../main/core/camera-policy.ts';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import type { CameraOption } from '../camera/camera-options.ts';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';
import { Note } from './note.tsx';
import type { ScreenProps } from './props.ts';
import { StreamVideo } from './stream-video.tsx';

type PickerProps = Pick<ScreenProps, 'camera' | 'text' | 'act'>;

/** Upright as the role's recording will be: a sideways picture is turned and made to fit its place. */
const uprightStyle = (rotation: Rotation): CSSProperties =>
  rotation === 0 ? {} : { transform: `rotate(${rotation}deg) scale(0.5625)` };

export function OtherCameraButton({ camera, text, act }: PickerProps): ReactElement {
  return (
    <Button
      id="other-camera"
      kind="quiet"
      icon="camera"
      disabled={camera.phase !== 'live'}
      onPress={act.openPicker}
    >
      {text.screens.camera.picker.change}
    </Button>
  );
}

/** Every camera of the station with its live picture; the choice is remembered. */
export function CameraPicker({
  camera,
  info,
  text,
  act,
}: PickerProps & Pick<ScreenProps, 'info'>): ReactElement {
  const words = text.screens.camera.picker;
  const rotation = camera.role === 'face' ? info.cameras.face.rotationDegrees : 0;
  return (
    <section className="picker" data-testid="camera-picker">
      <h2>{camera.role === 'card' ? words.cardTitle : words.faceTitle}</h2>
      {camera.missing === null ? (
        <p className="hint">{words.lead}</p>
      ) : (
        <Note tone="warn" icon="camera" urgent>
          <p>{words.missing(camera.missing)}</p>
        </Note>
      )}
      <ul className="picker-list" aria-label={words.group}>
        {camera.options.map((option) => (
          <li key={option.deviceId}>
            <Option
              option={option}
              rotation={rotation}
              text={text}
              onChoose={() => act.chooseCamera(option)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OptionProps {
  readonly option: CameraOption;
  readonly rotation: Rotation;
  readonly text: StartCatalogue;
  readonly onChoose: () => void;
}

function Option({ option, rotation, text, onChoose }: OptionProps): ReactElement {
  const words = text.screens.camera.picker;
  const why = option.kind === 'ordinary' ? words.noPicture : words[option.kind];
  return (
    <div className="picker-option">
      {option.stream === null ? (
        <div className="picker-none">
          <Icon name="camera" />
          <span>{why}</span>
        </div>
      ) : (
        <div translate="no">
          <StreamVideo stream={option.stream} label={option.label} style={uprightStyle(rotation)} />
        </div>
      )}
      <span className="picker-label" translate="no">
        {option.label}
      </span>
      <Button id="use-camera" icon="check" disabled={option.stream === null} onPress={onChoose}>
        {words.use}
      </Button>
    </div>
  );
}
