import type { ReactElement } from 'react';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { catalogues } from '../main/core/messages/catalogue.ts';
import type { AdminStore } from './admin/admin-store.ts';
import { AdminOver } from './admin/over.tsx';
import type { CaptureDirector } from './camera/capture-director.ts';
import { App } from './screens/app.tsx';
import { StationOver } from './station/over.tsx';
import type { StationStore } from './station/station-store.ts';
import type { HistoryStore } from './store/history-store.ts';
import type { KioskStore } from './store/kiosk-store.ts';
import type { LookStore } from './store/look.ts';
import type { PortraitStore } from './store/portrait.ts';
import { Busy } from './ui/busy.tsx';
import type { Actions } from './ui/props.ts';

interface KioskProps {
  readonly kiosk: KioskStore;
  readonly director: CaptureDirector;
  readonly portrait: PortraitStore;
  readonly admin: AdminStore;
  readonly history: HistoryStore;
  readonly look: LookStore;
  readonly station: StationStore;
}

/** Joins the stores to the screens. */
export function Kiosk({
  kiosk,
  director,
  portrait,
  admin,
  history,
  look,
  station,
}: KioskProps): ReactElement {
  const { session, info, refusal } = useStore(kiosk);
  const camera = useStore(director);
  const cardPortrait = useStore(portrait);
  const isContrasty = useStore(look);
  const act = useMemo<Actions>(
    () => ({
      send: (intent) => void kiosk.sendIntent(intent),
      capture: director.capture,
      openPicker: () => void director.openPicker(),
      pickFile: () => void director.pickFile(),
      chooseCamera: (chosen) => void director.choose(chosen),
      turnControl: (name, value) => void director.turn(name, value),
      toggleContrast: look.toggle,
    }),
    [kiosk, director, look],
  );
  const language = session?.language ?? 'vi';
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const isReady = session !== null && info !== null;
  useEffect(() => {
    // For whoever measures how long a start takes: painted, and the session is known.
    if (isReady) requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('usable')));
  }, [isReady]);
  if (session === null || info === null) return <Starting />;
  return (
    <AdminOver admin={admin} history={history} session={session} info={info}>
      {(staff) => (
        <StationOver station={station} session={session} info={info}>
          {(notice) => (
            <App
              session={session}
              info={info}
              text={catalogues[language]}
              camera={camera}
              portrait={cardPortrait}
              isContrasty={isContrasty}
              staff={staff}
              refused={refusal !== null}
              notice={notice}
              act={act}
            />
          )}
        </StationOver>
      )}
    </AdminOver>
  );
}

/** Before main has said anything, not even the language. */
function Starting(): ReactElement {
  return (
    <main className="screen screen-centre">
      <div className="screen-body">
        <Busy />
        <p className="lead">
          <span lang="vi">{catalogues.vi.screens.common.loading}</span> ·{' '}
          <span lang="en">{catalogues.en.screens.common.loading}</span>
        </p>
      </div>
    </main>
  );
}
