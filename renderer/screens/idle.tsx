import type { ReactElement } from 'react';
import { Button } from '../ui/button.tsx';
import { UnresolvedNote } from '../ui/desk-notes.tsx';
import { FailureNote, Note } from '../ui/note.tsx';
import { ParkedNotes } from '../ui/parked.tsx';
import type { ScreenProps } from '../ui/props.ts';
import { Screen } from '../ui/screen.tsx';
import { Icon } from '../ui/icons.tsx';

const STEPS = [
  { icon: 'video', say: 'doFace' },
  { icon: 'card', say: 'doCard' },
  { icon: 'result', say: 'doResult' },
] as const;

export function IdleScreen({ session, info, text, act }: ScreenProps): ReactElement {
  const words = text.screens.idle;
  return (
    <Screen
      name="idle"
      layout="centre"
      title={words.title}
      lead={words.lead}
      next={text.screens.next.idle}
      mark={<Icon name="face" size={112} />}
      actions={
        <Button
          id="start"
          kind="main"
          icon="arrow"
          disabled={info.isClosed}
          onPress={() => act.send({ type: 'start', language: session.language })}
        >
          {words.start}
        </Button>
      }
    >
      {info.isClosed ? <ClosedNote text={text} /> : null}
      {session.failure === null ? null : <FailureNote failure={session.failure} text={text} />}
      <UnresolvedNote session={session} text={text} act={act} />
      <ParkedNotes session={session} text={text} act={act} />
      <ol className="journey">
        {STEPS.map(({ icon, say }) => (
          <li key={icon} className="journey-step panel">
            <Icon name={icon} size={40} />
            <span>{words[say]}</span>
          </li>
        ))}
      </ol>
      <p className="privacy">
        <Icon name="trash" />
        <span>{words.privacy}</span>
      </p>
    </Screen>
  );
}

/** The policy can't be followed: main refuses to serve, and says where to look. */
function ClosedNote({ text }: Pick<ScreenProps, 'text'>): ReactElement {
  return (
    <div data-testid="closed">
      <Note tone="bad" urgent>
        {text.policy.closed}
      </Note>
    </div>
  );
}
