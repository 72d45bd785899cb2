import { renderToStaticMarkup } from 'react-dom/server';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import type { Session } from '../../main/core/session-shape.ts';
import type { Mode } from '../../main/core/verdict-shape.ts';
import { CAPTURE_OFF } from '../../renderer/camera/capture-state.ts';
import { App } from '../../renderer/screens/app.tsx';
import { sampleInfo } from './sample-sessions.ts';

/** The HTML of the teller's page for a session. */
export function drawScreen(session: Session, mode: Mode, cardRequired = false): string {
  return renderToStaticMarkup(
    <App
      session={session}
      info={sampleInfo(mode, cardRequired)}
      text={catalogues[session.language]}
      camera={CAPTURE_OFF}
      portrait={null}
      refused={false}
      isContrasty={false}
      act={{
        send: () => undefined,
        capture: () => undefined,
        openPicker: () => undefined,
        pickFile: () => undefined,
        chooseCamera: () => undefined,
        turnControl: () => undefined,
        toggleContrast: () => undefined,
      }}
    />,
  );
}
