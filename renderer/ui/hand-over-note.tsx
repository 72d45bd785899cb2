import type { ReactElement } from 'react';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import type { DeskNotes } from '../../main/core/desk.ts';
import type { Language } from '../../main/core/language.ts';
import type { Session } from '../../main/core/session-shape.ts';
import { formatMoment, formatNumber } from './format.ts';
import { Note } from './note.tsx';

/** Beside the verdict: that the bank's copy waits, or could not be kept at all; nothing once the bank has it. */
export function HandOverNote({
  session: { handOver, sessionId },
  text,
}: {
  readonly session: Session;
  readonly text: StartCatalogue;
}): ReactElement | null {
  if (handOver === undefined || handOver.end === 'delivered') return null;
  const words = text.screens.desk.handOver;
  const isLost = handOver.end === 'failed';
  return (
    <div data-testid={`hand-over-${handOver.end}`}>
      <Note tone="warn" urgent={isLost} title={isLost ? words.failedTitle : words.waitingTitle}>
        <p>{isLost ? words.failed(sessionId ?? '') : words.waiting}</p>
        {handOver.failure === null ? null : (
          <p className="code">{text.screens.common.code(handOver.failure.code)}</p>
        )}
      </Note>
    </div>
  );
}

interface StandProps {
  readonly desk: DeskNotes | undefined;
  readonly language: Language;
  readonly text: StartCatalogue;
}

/** The supervisor's line: how many copies wait, since when, and what the last try said. */
export function HandOverStand({ desk, language, text }: StandProps): ReactElement | null {
  const stand = desk?.handOver;
  if (stand === undefined) return null;
  const words = text.screens.desk.handOver;
  const { waiting, oldestAtMs, failure } = stand;
  const detail = failure?.detail === undefined ? '' : ` (${failure.detail})`;
  return (
    <section className="admin-section" data-testid="hand-over-stand">
      <h2>{words.standTitle}</h2>
      <p>
        {waiting === 0 || oldestAtMs === null
          ? words.noneWaits
          : words.someWait(formatNumber(waiting, language), formatMoment(oldestAtMs, language))}
      </p>
      {waiting === 0 || failure === null ? null : (
        <Note tone="warn">
          {words.lastTry} {text.screens.common.code(failure.code)}
          <span translate="no">{detail}</span>
        </Note>
      )}
    </section>
  );
}
