import type { ReactElement, ReactNode } from 'react';
import { useStore } from 'zustand';
import type { AppInfo } from '../../main/core/contract.ts';
import { startCatalogues } from '../../main/core/messages/start-catalogue.ts';
import type { Session, StateName } from '../../main/core/session-shape.ts';
import { SignOnScreen } from '../screens/sign-on.tsx';
import type { StaffPagesStore } from '../staff/load-pages.ts';
import { WithStaffPages } from '../staff/with-pages.tsx';
import type { HistoryStore } from '../store/history-store.ts';
import { PracticeBanner } from '../ui/practice-banner.tsx';
import type { AdminStore } from './admin-store.ts';
import type { AdminProps } from './frame.tsx';

interface OverProps {
  readonly admin: AdminStore;
  readonly history: HistoryStore;
  readonly pages: StaffPagesStore;
  readonly session: Session;
  readonly info: AppInfo;
  /** The customer's screen, with the staff's controls where they may be used. */
  readonly children: (staff: ReactNode) => ReactElement;
}

const FREE_STATES: ReadonlySet<StateName> = new Set(['idle', 'attendant', 'fault']);

/** Lays the staff's pages over the customer's: sign-on before the first, the supervisor's on request. */
export function AdminOver({ admin, history, pages, session, info, children }: OverProps): ReactElement {
  const view = useStore(admin);
  const past = useStore(history);
  const text = startCatalogues[session.language];
  const isFree = FREE_STATES.has(session.name);
  const needsTeller = session.name === 'idle' && view.state?.teller.signedOn === null;
  const props: AdminProps = {
    view,
    text,
    language: session.language,
    appearance: info.appearance,
    desk: session.desk,
    onRequest: (request) => void admin.request(request),
    onClose: () => admin.close(),
    onStats: () => admin.loadStats(),
    onHistory: () => history.open(),
    onFleet: (act, days) => void admin.loadFleet(act, days),
    onScenario: (scenario) => admin.chooseScenario(scenario),
    onUpdates: () => void admin.checkUpdates(),
  };
  if (!isFree || (!view.isOpen && !needsTeller))
    return children(isFree ? <Door {...props} admin={admin} /> : null);
  return (
    <div className="app">
      <PracticeBanner info={info} text={text} />
      {view.isOpen ? (
        <WithStaffPages pages={pages} text={text}>
          {({ HistoryPage, SupervisorPage }) =>
            view.state?.isUnlocked === true && past.isOpen ? (
              <HistoryPage view={past} store={history} language={session.language} />
            ) : (
              <SupervisorPage {...props} />
            )
          }
        </WithStaffPages>
      ) : (
        <SignOnScreen {...props} actions={<Door {...props} admin={admin} />} />
      )}
    </div>
  );
}

function Door({ view, text, admin, onRequest }: AdminProps & { readonly admin: AdminStore }): ReactElement {
  const teller = view.state?.teller;
  return (
    <nav className="staff" aria-label={text.admin.open}>
      <button type="button" className="tool" data-testid="admin-open" onClick={() => admin.open()}>
        {text.admin.open}
      </button>
      {teller?.signOn === 'pin' && teller.signedOn !== null ? (
        <button
          type="button"
          className="tool"
          data-testid="sign-off"
          onClick={() => onRequest({ type: 'signOff' })}
        >
          {text.admin.teller.signOff(teller.signedOn)}
        </button>
      ) : null}
    </nav>
  );
}
