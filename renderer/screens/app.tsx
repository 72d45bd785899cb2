import type { ComponentType, ReactElement, ReactNode } from 'react';
import type { StateName } from '../../main/core/session-shape.ts';
import { Header } from '../ui/header.tsx';
import { Note } from '../ui/note.tsx';
import { PracticeBanner } from '../ui/practice-banner.tsx';
import type { ScreenProps } from '../ui/props.ts';
import { TimeLeft } from '../ui/time-left.tsx';
import { CardReadyScreen, CardScanningScreen } from './card.tsx';
import { CardCheckingScreen, FaceCheckingScreen } from './checking.tsx';
import { ConsentScreen } from './consent.tsx';
import { FaceReadyScreen } from './face-ready.tsx';
import { FaceRecordingScreen } from './face-recording.tsx';
import { AttendantScreen, FaultScreen, OutcomeUnknownScreen } from './help.tsx';
import { IdleScreen } from './idle.tsx';
import { RetakeScreen } from './retake.tsx';
import { ReviewScreen } from './review.tsx';
import { SendingScreen } from './sending.tsx';
import { VerdictScreen } from './verdict.tsx';
import { PrintingScreen, WipingScreen } from './waiting.tsx';

/** One screen for every state of the session. */
const SCREENS = {
  idle: IdleScreen,
  consent: ConsentScreen,
  'face.ready': FaceReadyScreen,
  'face.recording': FaceRecordingScreen,
  'face.checking': FaceCheckingScreen,
  'card.ready': CardReadyScreen,
  'card.scanning': CardScanningScreen,
  'card.checking': CardCheckingScreen,
  review: ReviewScreen,
  sending: SendingScreen,
  verdict: VerdictScreen,
  printing: PrintingScreen,
  wiping: WipingScreen,
  retake: RetakeScreen,
  attendant: AttendantScreen,
  outcomeUnknown: OutcomeUnknownScreen,
  fault: FaultScreen,
} as const satisfies Record<StateName, ComponentType<ScreenProps>>;

interface AppProps extends ScreenProps {
  readonly refused: boolean;
  /** For the teller, above the screen. */
  readonly notice?: ReactNode;
}

/** The whole page for one session record; draws nothing that is not in its properties. */
export function App(props: AppProps): ReactElement {
  const Present = SCREENS[props.session.name];
  return (
    <div className="app">
      <PracticeBanner info={props.info} text={props.text} />
      <Header {...props} />
      {props.refused ? (
        <Note tone="warn" urgent>
          {props.text.screens.common.refused}
        </Note>
      ) : null}
      {props.notice}
      <Present {...props} />
      <TimeLeft {...props} />
    </div>
  );
}
