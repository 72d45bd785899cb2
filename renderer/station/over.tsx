import type { ReactElement, ReactNode } from 'react';
import { useStore } from 'zustand';
import type { AppInfo } from '../../main/core/contract.ts';
import { startCatalogues, type StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import type { Session } from '../../main/core/session-shape.ts';
import { mayServe, type StationState } from '../../main/core/station-check.ts';
import type { StaffPagesStore } from '../staff/load-pages.ts';
import { WithStaffPages } from '../staff/with-pages.tsx';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import { PracticeBanner } from '../ui/practice-banner.tsx';
import type { StationStore } from './station-store.ts';

interface OverProps {
  readonly station: StationStore;
  readonly pages: StaffPagesStore;
  readonly session: Session;
  readonly info: AppInfo;
  /** The customer's screen, with a notice for the teller. */
  readonly children: (notice: ReactNode) => ReactElement;
}

/** Lays the daily check over the welcome, and reminds of it there; a session that runs is never covered. */
export function StationOver({ station, pages, session, info, children }: OverProps): ReactElement {
  const view = useStore(station);
  const text = startCatalogues[session.language];
  if (session.name !== 'idle' || view.state === null || view.state.dailyCheck === 'off')
    return children(null);
  if (!view.isOpen) return children(<Reminder state={view.state} station={station} words={text.station} />);
  return (
    <div className="app station-page">
      <PracticeBanner info={info} text={text} />
      <WithStaffPages pages={pages} text={text}>
        {({ StationPage }) => <StationPage view={view} station={station} language={session.language} />}
      </WithStaffPages>
    </div>
  );
}

interface ReminderProps {
  readonly state: StationState;
  readonly station: StationStore;
  readonly words: StartCatalogue['station'];
}

/** Loud until today's check is a go; afterwards only the way there. */
function Reminder({ state, station, words }: ReminderProps): ReactElement {
  const isDue = state.today?.isGo !== true;
  const button = (
    <Button id="station-open" kind={isDue ? 'plain' : 'quiet'} onPress={station.open}>
      {words.open}
    </Button>
  );
  if (!isDue)
    return (
      <aside className="station-door" aria-label={words.title}>
        {button}
      </aside>
    );
  return (
    <aside className="station-due" aria-label={words.title} data-testid="station-due">
      <Note tone="warn">
        <p>
          {state.today === null ? words.notToday : words.noGoToday} {mayServe(state) ? null : words.demanded}
        </p>
      </Note>
      {button}
    </aside>
  );
}
