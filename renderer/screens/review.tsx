import type { ReactElement } from 'react';
import type { Capture } from '../../main/core/session-shape.ts';
import { Button } from '../ui/button.tsx';
import { QuotaNote } from '../ui/desk-notes.tsx';
import { FindingList } from '../ui/finding-list.tsx';
import { formatBytes } from '../ui/format.ts';
import type { IconName } from '../ui/icons.tsx';
import { Icon } from '../ui/icons.tsx';
import { FailureNote, Note } from '../ui/note.tsx';
import { Picture } from '../ui/picture.tsx';
import type { ScreenProps } from '../ui/props.ts';
import { Screen, WaysOut, WithdrawButton } from '../ui/screen.tsx';

export function ReviewScreen(props: ScreenProps): ReactElement {
  const { session, text, act } = props;
  const words = text.screens.review;
  return (
    <Screen
      name="review"
      title={words.title}
      lead={words.lead}
      next={text.screens.next.review}
      away={
        <>
          <WaysOut text={text} act={act} />
          <WithdrawButton session={session} text={text} act={act} />
        </>
      }
      actions={
        <>
          <Button id="retake-face" icon="redo" onPress={() => act.send({ type: 'retake', roles: ['face'] })}>
            {words.retakeFace}
          </Button>
          <Button id="submit" kind="main" icon="send" onPress={() => act.send({ type: 'submit' })}>
            {words.submit}
          </Button>
        </>
      }
    >
      {session.failure === null ? null : (
        <FailureNote failure={session.failure} text={text} title={words.notSentTitle} />
      )}
      <div className="review">
        <Portrait {...props} />
        <Contents {...props} />
      </div>
    </Screen>
  );
}

function Portrait({ session, text, portrait }: ScreenProps): ReactElement {
  return (
    <div className="portrait">
      {portrait === null || session.card === null ? (
        <div className="portrait-none">
          <Icon name="card" size={64} />
        </div>
      ) : (
        <Picture content={portrait} alt={text.screens.review.portraitAlt} />
      )}
    </div>
  );
}

/** What a person has to answer for comes first, and never lies under the edge of a small screen. */
function PortraitQuestion({ session, text, act }: ScreenProps): ReactElement {
  const words = text.screens.review;
  const isSkipped = session.card === null;
  return (
    <div className="portrait-question">
      <p>{isSkipped ? words.cardSkipped : words.portraitQuestion}</p>
      <Button
        id="retake-card"
        icon={isSkipped ? 'camera' : 'redo'}
        onPress={() => act.send({ type: 'retake', roles: ['card'] })}
      >
        {isSkipped ? words.scanCard : words.retakeCard}
      </Button>
    </div>
  );
}

function Contents(props: ScreenProps): ReactElement {
  const { session, info, text } = props;
  const words = text.screens.review;
  const findings = [session.face, session.card].flatMap((capture) => capture?.summary.findings ?? []);
  const warnings = findings.filter((finding) => finding.severity === 'warn');
  return (
    <div className="review-contents">
      <PortraitQuestion {...props} />
      <h2>{words.sendTitle}</h2>
      <ul className="items">
        <Item icon="video" name={words.faceItem} capture={session.face} session={session} text={text} />
        <Item icon="card" name={words.cardItem} capture={session.card} session={session} text={text} />
      </ul>
      {warnings.length === 0 ? null : (
        <Note tone="warn" title={words.warningsTitle}>
          <FindingList findings={warnings} language={session.language} text={text} />
        </Note>
      )}
      <p className="hint">{info.mode === 'practice' ? words.practiceTarget : words.liveTarget}</p>
      <QuotaNote desk={session.desk} language={session.language} text={text} />
    </div>
  );
}

interface ItemProps extends Pick<ScreenProps, 'session' | 'text'> {
  readonly icon: IconName;
  readonly name: string;
  readonly capture: Capture | null;
}

function Item({ icon, name, capture, session, text }: ItemProps): ReactElement | null {
  const words = text.screens.review;
  if (capture === null) return null;
  const warned = capture.summary.findings.filter((finding) => finding.severity === 'warn').length;
  return (
    <li className="item">
      <Icon name={icon} size={32} />
      <span className="item-name">
        {name}
        <span className="code">
          {formatBytes(capture.sizeBytes, session.language)} · {words.fingerprint(capture.sha256.slice(0, 8))}
        </span>
      </span>
      <span className={warned === 0 ? 'badge badge-good' : 'badge badge-warn'}>
        <Icon name={warned === 0 ? 'check' : 'warn'} size={20} />
        {warned === 0 ? words.passed : words.warned(warned)}
      </span>
    </li>
  );
}
