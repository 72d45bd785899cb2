import type { ReactElement } from 'react';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import type { Role, Session } from '../../main/core/session-shape.ts';
import type { NextStep, Verdict, VerdictOutcome } from '../../main/core/verdict-shape.ts';
import { Button } from '../ui/button.tsx';
import { formatWait } from '../ui/format.ts';
import type { IconName } from '../ui/icons.tsx';
import { Icon } from '../ui/icons.tsx';
import { HandOverNote } from '../ui/hand-over-note.tsx';
import { FailureNote, Note } from '../ui/note.tsx';
import type { ScreenProps } from '../ui/props.ts';
import { CancelButton, Screen } from '../ui/screen.tsx';
import { VerdictFields, VerdictNumbers } from '../ui/verdict-facts.tsx';
import { verdictWords } from '../ui/verdict-words.ts';

export function VerdictScreen(props: ScreenProps): ReactElement {
  const { session, text, act } = props;
  const { verdict } = session;
  if (verdict === null) return <Screen name="verdict" title={text.screens.outcomeUnknown.title} />;
  return (
    <Screen
      name="verdict"
      title={titleOf(session, verdict, text)}
      lead={leadOf(session, verdict, text)}
      next={text.screens.next.verdict}
      mark={<OutcomeMark outcome={verdict.outcome} />}
      away={<CancelButton text={text} act={act} />}
      actions={<NextActions {...props} verdict={verdict} />}
    >
      <HandOverNote session={session} text={text} />
      <ReceiptNote session={session} text={text} />
      <div className="verdict">
        <div className="verdict-column">
          <Sentences title={text.screens.verdict.reasonsTitle} lines={reasonLines(verdict, text)} />
          {verdict.fields.length === 0 ? null : (
            <VerdictNumbers verdict={verdict} language={session.language} text={text} />
          )}
          {verdict.warnings.length === 0 ? null : (
            <Note tone="warn" title={text.screens.verdict.warningsTitle}>
              {verdict.warnings.map((warning) => (
                <p key={warning} lang="en" translate="no">
                  {warning}
                </p>
              ))}
            </Note>
          )}
        </div>
        {verdict.fields.length === 0 ? null : <VerdictFields verdict={verdict} text={text} />}
      </div>
      {wasPutOff(session, verdict) ? <p className="hint">{text.screens.verdict.sendAgainCost}</p> : null}
      <p className="hint">{text.screens.verdict.limits}</p>
    </Screen>
  );
}

/** Nobody is asked for another try by the words above a screen that has none left to give. */
function titleOf({ attendant }: Session, verdict: Verdict, text: StartCatalogue): string {
  return attendant !== null && RETAKE[verdict.nextStep] !== null
    ? text.screens.attendant.title
    : verdictWords(text, 'outcomes', verdict.outcome);
}

/** The service asked to wait, and the same recordings may be sent again. */
const wasPutOff = ({ attendant }: Session, verdict: Verdict): boolean =>
  attendant === null && verdict.nextStep === 'tryLater';

/** What to do now; where no try is left, that a colleague takes over. */
function leadOf({ attendant, language }: Session, verdict: Verdict, text: StartCatalogue): string {
  if (attendant !== null) return text.screens.attendant[attendant];
  return verdict.retryAfterMs === undefined
    ? verdictWords(text, 'nextSteps', verdict.nextStep)
    : text.screens.verdict.tryAgainIn(formatWait(verdict.retryAfterMs, language));
}

const OUTCOME_LOOK = {
  approved: ['good', 'check'],
  rejected: ['bad', 'cross'],
  review: ['warn', 'person'],
  retakeFace: ['warn', 'redo'],
  retakeCard: ['warn', 'redo'],
  retakeBoth: ['warn', 'redo'],
  unknown: ['warn', 'question'],
  serviceError: ['warn', 'warn'],
} as const satisfies Record<VerdictOutcome, readonly ['good' | 'bad' | 'warn', IconName]>;

function OutcomeMark({ outcome }: { readonly outcome: VerdictOutcome }): ReactElement {
  const [tone, icon] = OUTCOME_LOOK[outcome];
  return (
    <div className={`outcome outcome-${tone}`} data-testid={`outcome-${outcome}`}>
      <Icon name={icon} size={72} />
    </div>
  );
}

const reasonLines = (verdict: Verdict, text: StartCatalogue): readonly string[] =>
  verdict.reasons.map((reason) => verdictWords(text, 'reasons', reason));

function Sentences({
  title,
  lines,
}: {
  readonly title: string;
  readonly lines: readonly string[];
}): ReactElement | null {
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  );
}

function ReceiptNote({
  session,
  text,
}: {
  readonly session: Session;
  readonly text: StartCatalogue;
}): ReactElement | null {
  const { receipt } = session;
  const words = text.screens.verdict;
  switch (receipt.state) {
    case 'none':
      return null;
    case 'failed':
      return 'failure' in receipt ? <FailureNote failure={receipt.failure} text={text} /> : null;
    case 'pending':
      return (
        <Note tone="calm" polite>
          {words.receiptPending}
        </Note>
      );
    case 'sentToPrinter':
      return (
        <Note tone="good" polite>
          {words.receiptSentToPrinter}
        </Note>
      );
    default:
      return (
        <Note tone="good" polite>
          {words.receiptSavedAsPdf}
        </Note>
      );
  }
}

const RETAKE = {
  finish: null,
  retakeFace: ['face'],
  retakeCard: ['card'],
  retakeBoth: ['face', 'card'],
  askReviewer: null,
  callSupport: null,
  tryLater: null,
  decideResend: null,
} as const satisfies Record<NextStep, readonly Role[] | null>;

function NextActions({
  session,
  text,
  act,
  verdict,
}: ScreenProps & { readonly verdict: Verdict }): ReactElement {
  const words = text.screens.verdict;
  const roles: readonly Role[] | null = session.attendant === null ? RETAKE[verdict.nextStep] : null;
  const printed = session.receipt.state !== 'none';
  const maySendAgain = wasPutOff(session, verdict);
  return (
    <>
      <Button id="print" icon="printer" onPress={() => act.send({ type: 'print' })}>
        {printed ? words.printAgain : words.print}
      </Button>
      <Button
        id="finish"
        kind={roles === null && !maySendAgain ? 'main' : 'plain'}
        icon="check"
        onPress={() => act.send({ type: 'finish' })}
      >
        {text.screens.common.finish}
      </Button>
      {roles === null ? null : <RetakeButton roles={roles} text={text} act={act} />}
      {maySendAgain ? (
        <Button id="resend" kind="main" icon="redo" onPress={() => act.send({ type: 'resend' })}>
          {words.sendAgain}
        </Button>
      ) : null}
    </>
  );
}

interface RetakeButtonProps extends Pick<ScreenProps, 'text' | 'act'> {
  readonly roles: readonly Role[];
}

function RetakeButton({ roles, text, act }: RetakeButtonProps): ReactElement {
  const words = text.screens.verdict;
  const label =
    roles.length > 1 ? words.retakeBoth : roles[0] === 'card' ? words.retakeCard : words.retakeFace;
  const id = roles[0] === 'card' ? 'retake-card' : 'retake-face';
  return (
    <Button id={id} kind="main" icon="redo" onPress={() => act.send({ type: 'retake', roles })}>
      {label}
    </Button>
  );
}
