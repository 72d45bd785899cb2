import type { ReactElement } from 'react';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { FailureNote, Note } from '../ui/note.tsx';
import { ParkOffer } from '../ui/parked.tsx';
import type { ScreenProps } from '../ui/props.ts';
import { CancelButton, Screen } from '../ui/screen.tsx';

export function AttendantScreen({ session, text, act }: ScreenProps): ReactElement {
  const words = text.screens.attendant;
  return (
    <Screen
      name="attendant"
      layout="centre"
      title={words.title}
      lead={words[session.attendant ?? 'person']}
      next={text.screens.next.attendant}
      mark={<Icon name="person" size={96} />}
      away={<CancelButton text={text} act={act} />}
      actions={
        <Button id="finish" kind="main" icon="check" onPress={() => act.send({ type: 'finish' })}>
          {text.screens.common.finish}
        </Button>
      }
    >
      <Note tone="calm" icon="person" title={words.forTeller}>
        <p>{words.tellerText}</p>
      </Note>
    </Screen>
  );
}

export function OutcomeUnknownScreen({ session, text, act }: ScreenProps): ReactElement {
  const words = text.screens.outcomeUnknown;
  // An answer did come, and must not be denied.
  const isUnrecorded = session.failure?.code === 'answerUnrecorded';
  return (
    <Screen
      name="outcomeUnknown"
      layout="centre"
      title={words.title}
      lead={isUnrecorded ? text.failures.answerUnrecorded : words.lead}
      next={text.screens.next.outcomeUnknown}
      mark={<Icon name="question" size={96} />}
      away={<CancelButton text={text} act={act} />}
      actions={
        <>
          <Button
            id="resend"
            kind="danger"
            icon="redo"
            describedBy="cost-warning"
            disabled={session.parking === true}
            onPress={() => act.send({ type: 'resend' })}
          >
            {words.resend}
          </Button>
          <Button
            id="finish"
            kind="main"
            icon="check"
            disabled={session.parking === true}
            onPress={() => act.send({ type: 'finish' })}
          >
            {words.finish}
          </Button>
        </>
      }
    >
      <div id="cost-warning">
        <Note tone="warn" title={words.costTitle}>
          <p>{words.cost}</p>
        </Note>
      </div>
      <ParkOffer session={session} text={text} act={act} />
      {session.failure === null ? null : session.failure.code !== 'outcomeUnknown' && !isUnrecorded ? (
        <FailureNote failure={session.failure} text={text} />
      ) : (
        <p className="code">{text.screens.common.code(session.failure.code)}</p>
      )}
    </Screen>
  );
}

export function FaultScreen({ session, text, act }: ScreenProps): ReactElement {
  const words = text.screens.fault;
  return (
    <Screen
      name="fault"
      layout="centre"
      title={words.title}
      lead={words.lead}
      next={text.screens.next.fault}
      mark={<Icon name="warn" size={96} />}
      away={<CancelButton text={text} act={act} />}
      actions={
        <Button id="finish" kind="main" icon="redo" onPress={() => act.send({ type: 'finish' })}>
          {words.finish}
        </Button>
      }
    >
      {session.failure === null ? null : <FailureNote failure={session.failure} text={text} />}
    </Screen>
  );
}
