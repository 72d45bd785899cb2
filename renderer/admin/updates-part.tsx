import type { ReactElement } from 'react';
import type { Language } from '../../main/core/language.ts';
import type { Catalogue } from '../../main/core/messages/catalogue.ts';
import type { UpdateReason, UpdateState } from '../../main/core/update-state.ts';
import { weekDays } from '../../main/core/update-settings.ts';
import { Button } from '../ui/button.tsx';
import { formatMoment, formatNumber } from '../ui/format.ts';
import { Note } from '../ui/note.tsx';
import type { AdminView } from './admin-store.ts';

interface Props {
  readonly view: Pick<AdminView, 'updates' | 'isLooking'>;
  readonly text: Catalogue;
  readonly language: Language;
  readonly onUpdates: () => void;
}

/** How new versions come to this station, what came of the last look, and whether there is a way back. */
export function UpdatesPart({ view, text, language, onUpdates }: Props): ReactElement | null {
  const words = text.updates;
  const { updates, isLooking } = view;
  if (updates === null) return null;
  return (
    <section className="panel admin-section" data-testid="updates">
      <h2>{words.title}</h2>
      <p>{words.running(updates.version)}</p>
      {updates.mode === 'off' ? (
        <p>{words.off}</p>
      ) : (
        <Automatic updates={updates} text={text} language={language} />
      )}
      <Last updates={updates} text={text} language={language} />
      {updates.mode === 'off' ? null : (
        <Button id="updates-check" disabled={isLooking} onPress={onUpdates}>
          {words.check}
        </Button>
      )}
      <output>{isLooking ? words.checking : ''}</output>
    </section>
  );
}

type Shown = Pick<Props, 'text' | 'language'> & { readonly updates: UpdateState };

function Automatic({ updates, text, language }: Shown): ReactElement {
  const words = text.updates;
  const { window, ring, bucketPercent, startsLeft, wayBack, blocked } = updates;
  const days =
    window.days.length === weekDays.length
      ? words.everyDay
      : window.days.map((day) => words.days[day]).join(', ');
  return (
    <>
      <p>{words.lead(window.from, window.to, days)}</p>
      <p>
        {ring === 'pilot' ? words.rings.pilot : words.rings.staged(formatNumber(bucketPercent, language, 1))}
      </p>
      {startsLeft === null ? null : (
        <p>
          {words.probation(startsLeft)} {wayBack === null ? words.noWayBack : words.wayBack(wayBack)}
        </p>
      )}
      {blocked.length === 0 ? null : <p>{words.blocked(blocked.join(', '))}</p>}
    </>
  );
}

/** Answers that nobody has to do anything about. */
const CALM: ReadonlySet<UpdateReason | null> = new Set<UpdateReason | null>([
  null,
  'off',
  'upToDate',
  'older',
  'blocked',
  'stagedOut',
  'outsideWindow',
  'busy',
]);

/** The last step of this run: what, of which version, why, and the fact for support. */
function Last({ updates: { last }, text, language }: Shown): ReactElement | null {
  const words = text.updates;
  if (last === null) return null;
  const { act, version, reason, detail, atMs } = last;
  const said = (
    <p data-testid="updates-last" data-reason={reason ?? ''}>
      {formatMoment(atMs, language)}
      {version === null ? '' : ` · ${version}`}: {words.acts[act]}{' '}
      {reason === null ? '' : words.reasons[reason]}
      {detail === '' ? null : (
        <span className="code" translate="no">
          {' '}
          {detail}
        </span>
      )}
    </p>
  );
  return CALM.has(reason) ? said : <Note tone="warn">{said}</Note>;
}
