import type { ReactElement } from 'react';
import { Button } from '../ui/button.tsx';
import { CameraControls } from '../ui/camera-controls.tsx';
import { CameraPicker, OtherCameraButton } from '../ui/camera-picker.tsx';
import { CameraView } from '../ui/camera-view.tsx';
import { CardCaption, CardChecks } from '../ui/card-checks.tsx';
import { CardOverlay } from '../ui/card-overlay.tsx';
import { Icon } from '../ui/icons.tsx';
import { FailureNote, Note } from '../ui/note.tsx';
import type { ScreenProps } from '../ui/props.ts';
import { CancelButton, Next, Screen, WaysOut } from '../ui/screen.tsx';
import { Tips } from '../ui/tips.tsx';

export function CardReadyScreen(props: ScreenProps): ReactElement {
  const { session, text, info, camera, act } = props;
  const words = text.screens.cardReady;
  return (
    <Screen
      name="card.ready"
      layout="stage"
      title={words.title}
      lead={info.card.camera ? words.lead : words.leadScanner}
      away={
        <>
          <WaysOut text={text} act={act} />
          {info.card.camera ? <OtherCameraButton camera={camera} text={text} act={act} /> : null}
        </>
      }
      actions={<CardActions {...props} />}
    >
      {camera.phase === 'choosing' ? <CameraPicker {...props} /> : <CardSource {...props} />}
      {/* What does not fit beside the picture is scrolled by keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="beside" tabIndex={0}>
        {camera.cardGuidance === null ? (
          <CardTips text={text} />
        ) : (
          <CardChecks guidance={camera.cardGuidance} language={session.language} text={text} />
        )}
        {camera.fileFailure === null ? null : <FailureNote failure={camera.fileFailure} text={text} />}
        <FolderNote {...props} />
        {info.card.fromFolder && info.card.camera ? <p>{words.alsoScanner}</p> : null}
        <Next text={words.next} />
        <CameraControls {...props} />
      </div>
    </Screen>
  );
}

/** Otherwise a teller waits for a scan that can't arrive. */
function FolderNote({ session, info, text }: ScreenProps): ReactElement | null {
  if (session.desk?.isCardFolderUnreadable !== true) return null;
  const words = text.screens.cardReady;
  const hasOtherWay = info.card.camera || info.card.fromFile;
  return (
    <div data-testid="folder-unreadable">
      <Note tone="warn" urgent>
        <p>{words.folderUnreadable}</p>
        {hasOtherWay ? <p>{words.folderOtherWay}</p> : null}
      </Note>
    </div>
  );
}

function CardActions({ info, text, camera, act }: ScreenProps): ReactElement {
  const words = text.screens.cardReady;
  return (
    <>
      {info.cardRequired ? null : (
        <Button id="skip-card" onPress={() => act.send({ type: 'skipCard' })}>
          {words.skip}
        </Button>
      )}
      {info.card.fromFile ? (
        <Button
          id="pick-file"
          icon="card"
          disabled={info.card.camera && camera.phase !== 'live'}
          onPress={act.pickFile}
        >
          {words.fromFile}
        </Button>
      ) : null}
      {info.card.camera ? (
        <Button id="scan" kind="main" icon="camera" disabled={camera.phase !== 'live'} onPress={act.capture}>
          {words.scan}
        </Button>
      ) : null}
    </>
  );
}

function CardTips({ text }: Pick<ScreenProps, 'text'>): ReactElement {
  const words = text.screens.cardReady;
  return (
    <Tips
      tips={[
        { icon: 'flat', text: words.tipFlat },
        { icon: 'fill', text: words.tipFill },
        { icon: 'light', text: words.tipGlare },
      ]}
    />
  );
}

export function CardScanningScreen(props: ScreenProps): ReactElement {
  const { text, act } = props;
  const words = text.screens.cardScanning;
  return (
    <Screen
      name="card.scanning"
      layout="stage"
      title={words.title}
      lead={words.lead}
      away={<CancelButton text={text} act={act} />}
    >
      <CardSource {...props} />
      <div className="beside">
        <Next text={text.screens.next.cardScanning} />
      </div>
    </Screen>
  );
}

/** The document camera's picture, or what to do at the scanner where the station has no such camera. */
function CardSource(props: ScreenProps): ReactElement {
  const { info, text } = props;
  if (info.card.camera) return <DocumentView {...props} />;
  const words = text.screens.cardReady;
  return (
    <output className="scanner" data-testid="scanner">
      <Icon name="card" size={96} />
      <span>{info.card.fromFolder ? words.waitsForScanner : words.waitsForFile}</span>
    </output>
  );
}

function DocumentView({ text, camera }: ScreenProps): ReactElement {
  return (
    <CameraView
      picture={camera.camera}
      window={camera.window}
      mirrored={false}
      label={text.screens.cardReady.previewLabel}
      waiting={text.screens.camera.opening}
      caption={
        camera.cardGuidance === null || camera.phase !== 'live' ? null : (
          <CardCaption guidance={camera.cardGuidance} text={text} />
        )
      }
    >
      {camera.window === null ? null : <CardOverlay window={camera.window} guidance={camera.cardGuidance} />}
    </CameraView>
  );
}
