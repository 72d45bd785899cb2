import type { ReactElement } from 'react';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import type { RetakeReason, Role } from '../../main/core/session-shape.ts';
import { Button } from '../ui/button.tsx';
import { CameraFault } from '../ui/camera-fault.tsx';
import { FindingList } from '../ui/finding-list.tsx';
import { Icon } from '../ui/icons.tsx';
import { FailureNote } from '../ui/note.tsx';
import type { ScreenProps } from '../ui/props.ts';
import { Screen, WaysOut, WithdrawButton } from '../ui/screen.tsx';

export function RetakeScreen(props: ScreenProps): ReactElement {
  const { session, text, act } = props;
  const words = text.screens.retake;
  const reason = session.retake;
  return (
    <Screen
      name="retake"
      layout="page"
      title={titleOf(reason, text)}
      lead={reason === null ? words.ok : LEADS[reason.cause](text)}
      next={text.screens.next.retake}
      mark={<Icon name={reason?.cause === 'camera' ? 'camera' : 'redo'} size={72} />}
      away={
        <>
          <WaysOut text={text} act={act} />
          <WithdrawButton session={session} text={text} act={act} />
        </>
      }
      actions={
        <Button id="continue" kind="main" icon="arrow" onPress={() => act.send({ type: 'continue' })}>
          {words.continue}
        </Button>
      }
    >
      {reason === null ? null : <Why {...props} reason={reason} />}
    </Screen>
  );
}

const LEADS = {
  precheck: (text: StartCatalogue) => text.screens.retake.precheckLead,
  service: (text: StartCatalogue) => text.screens.retake.serviceLead,
  camera: (text: StartCatalogue) => text.screens.retake.cameraLead,
  person: (text: StartCatalogue) => text.screens.retake.personLead,
} as const satisfies Record<RetakeReason['cause'], (text: StartCatalogue) => string>;

function titleOf(reason: RetakeReason | null, text: StartCatalogue): string {
  const words = text.screens.retake;
  if (reason?.cause === 'camera') return words.cameraTitle;
  const roles: readonly Role[] = reason?.roles ?? [];
  if (roles.length > 1) return words.bothTitle;
  return roles[0] === 'card' ? words.cardTitle : words.faceTitle;
}

function Why({ session, info, text, reason }: ScreenProps & { readonly reason: RetakeReason }): ReactElement {
  const words = text.screens.retake;
  const blocks = reason.summary?.findings.filter((finding) => finding.severity === 'block') ?? [];
  const used = Math.max(...reason.roles.map((role) => session.tries[role]), 0);
  const left = Math.max(0, info.maxTries - used);
  return (
    <>
      {blocks.length === 0 ? null : (
        <section className="why panel">
          <h2>{words.whatToChange}</h2>
          <FindingList findings={blocks} language={session.language} text={text} />
        </section>
      )}
      {reason.failure === null ? null : reason.cause === 'camera' ? (
        <CameraFault failure={reason.failure} text={text} />
      ) : (
        <FailureNote failure={reason.failure} text={text} />
      )}
      {reason.cause === 'camera' || used === 0 ? null : <p className="hint">{words.triesLeft(left)}</p>}
    </>
  );
}
