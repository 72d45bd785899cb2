import type { ReactElement } from 'react';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { startCatalogues } from '../main/core/messages/start-catalogue.ts';
import type { AdminStore } from './admin/admin-store.ts';
import { AdminOver } from './admin/over.tsx';
import type { CaptureDirector } from './camera/capture-director.ts';
import { App } from './screens/app.tsx';
import type { StaffPagesStore } from './staff/load-pages.ts';
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
  readonly pages: StaffPagesStore;
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
  pages,
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
    if (isReady) requestAnimationFrame(() => requestAnimationFrame(() => begin(pages)));
  }, [isReady, pages]);
  if (session === null || info === null) return <Starting />;
  return (
    <AdminOver admin={admin} history={history} pages={pages} session={session} info={info}>
      {(staff) => (
        <StationOver station={station} pages={pages} session={session} info={info}>
          {(notice) => (
            <App
              session={session}
              info={info}
              text={startCatalogues[language]}
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

/** Painted, and the session is known: for whoever measures how long a start takes, and for what may come after it. */
function begin(pages: StaffPagesStore): void {
  performance.mark('usable');
  pages.preload();
}

/** Before main has said anything, not even the language. */
function Starting(): ReactElement {
  return (
    <main className="screen screen-centre">
      <div className="screen-body">
        <Busy />
        <p className="lead">
          <span lang="vi">{startCatalogues.vi.screens.common.loading}</span> ·{' '}
          <span lang="en">{startCatalogues.en.screens.common.loading}</span>
        </p>
      </div>
    </main>
  );
}
