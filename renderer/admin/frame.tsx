import type { ReactElement, ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { Appearance } from '../../main/core/appearance.ts';
import type { AdminRequest } from '../../main/core/admin.ts';
import type { DeskNotes } from '../../main/core/desk.ts';
import type { Failure } from '../../main/core/failure.ts';
import type { Language } from '../../main/core/language.ts';
import type { Catalogue } from '../../main/core/messages/catalogue.ts';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import { formatTime } from '../ui/format.ts';
import { Note } from '../ui/note.tsx';
import type { AdminView } from './admin-store.ts';

export interface AdminProps {
  readonly view: AdminView;
  readonly text: StartCatalogue;
  readonly language: Language;
  readonly appearance: Appearance;
  /** What stands behind the counter besides the session. */
  readonly desk: DeskNotes | undefined;
  readonly onRequest: (request: AdminRequest) => void;
  readonly onClose: () => void;
  readonly onStats: () => void;
  readonly onHistory: () => void;
  readonly onFleet: (act: 'show' | 'export', days: number) => void;
  readonly onScenario: (scenario: string) => void;
  readonly onUpdates: () => void;
}

/** What the supervisor's pages are drawn from: the same, with their texts. */
export interface DeskProps extends AdminProps {
  readonly text: Catalogue;
}

interface FrameProps {
  readonly name: string;
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** The one thing this page is for, where every screen has its way on. */
  readonly onward?: ReactNode;
}

export function AdminFrame({ name, title, lead, children, actions, onward }: FrameProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <main className="screen screen-page admin" data-testid={`screen-${name}`}>
      {/* A long page is scrolled by keyboard too, also where nothing in it can be focused. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="screen-body" tabIndex={0}>
        <div className="screen-head">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p className="lead">{lead}</p>
        </div>
        {children}
      </div>
      <div className="actions">
        <div className="actions-away">{actions}</div>
        <div className="actions-on">{onward}</div>
      </div>
    </main>
  );
}

/** Why the last request was refused, and until when none is heard. */
export function Refusal({
  view,
  text,
  language,
  failure,
}: Pick<AdminProps, 'view' | 'text' | 'language'> & {
  readonly failure: Failure | null;
}): ReactElement | null {
  const lockedUntilMs = view.state?.lockedUntilMs ?? null;
  if (failure === null && lockedUntilMs === null) return null;
  const time = lockedUntilMs === null ? null : formatTime(lockedUntilMs, language);
  return (
    <Note tone="warn" urgent>
      {failure === null ? null : (
        <span data-testid={`failure-${failure.code}`}>{text.failures[failure.code]} </span>
      )}
      {time === null ? null : text.admin.pin.lockedUntil(time)}
    </Note>
  );
}
