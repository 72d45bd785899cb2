import type { ReactElement, ReactNode } from 'react';
import { useStore } from 'zustand';
import type { AppInfo } from '../../main/core/contract.ts';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import type { Session, StateName } from '../../main/core/session-shape.ts';
import { AdminScreen, SignOnScreen } from '../screens/admin.tsx';
import { HistoryScreen } from '../screens/history.tsx';
import type { HistoryStore } from '../store/history-store.ts';
import { PracticeBanner } from '../ui/practice-banner.tsx';
import type { AdminStore } from './admin-store.ts';
import type { AdminProps } from './frame.tsx';

interface OverProps {
  readonly admin: AdminStore;
  readonly history: HistoryStore;
  readonly session: Session;
  readonly info: AppInfo;
  /** The customer's screen, with the staff's controls where they may be used. */
  readonly children: (staff: ReactNode) => ReactElement;
}

const FREE_STATES: ReadonlySet<StateName> = new Set(['idle', 'attendant', 'fault']);

/** Lays the staff's pages over the customer's: sign-on before the first, the supervisor's on request. */
export function AdminOver({ admin, history, session, info, children }: OverProps): ReactElement {
  const view = useStore(admin);
  const past = useStore(history);
  const text = catalogues[session.language];
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
      {view.isOpen && view.state?.isUnlocked === true && past.isOpen ? (
        <HistoryScreen view={past} store={history} text={text} language={session.language} />
      ) : view.isOpen ? (
        <AdminScreen {...props} />
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
