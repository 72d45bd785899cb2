import type { ReactElement, ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { StateName } from '../../main/core/session-shape.ts';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';
import type { ScreenProps } from './props.ts';

interface ShellProps {
  readonly name: StateName;
  readonly title: string;
  readonly lead?: string | undefined;
  /** stage: one large picture beside the words; page: words in reading width; centre: a short message. */
  readonly layout?: 'stage' | 'page' | 'centre';
  /** What comes next; a stage shows it beside its picture. */
  readonly next?: string;
  readonly mark?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly away?: ReactNode;
}

/** The frame of every screen: heading, content, and the actions in the same place each time. */
export function Screen(props: ShellProps): ReactElement {
  const { name, title, lead, next, layout = 'page', mark, children, actions, away } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  // A new screen is read from its heading, by eye and by screen reader.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <main className={`screen screen-${layout}`} data-testid={`screen-${name.replaceAll('.', '-')}`}>
      {/* A long page is scrolled by keyboard too, also where nothing in it can be focused. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="screen-body" tabIndex={0}>
        <div className="screen-head">
          {mark}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead === undefined ? null : <p className="lead">{lead}</p>}
        </div>
        {children}
        {next === undefined ? null : <Next text={next} />}
      </div>
      <div className="actions">
        <div className="actions-away">{away}</div>
        <div className="actions-on">{actions}</div>
      </div>
    </main>
  );
}

/** The line that says what comes next: the same look and place on every screen. */
export function Next({ text }: { readonly text: string }): ReactElement {
  return (
    <p className="next" data-testid="next">
      <Icon name="arrow" />
      <span>{text}</span>
    </p>
  );
}

/** The two ways out that most screens have. */
export function WaysOut({ text, act }: Pick<ScreenProps, 'text' | 'act'>): ReactElement {
  return (
    <>
      <CancelButton text={text} act={act} />
      <Button
        id="call-attendant"
        kind="quiet"
        icon="person"
        onPress={() => act.send({ type: 'callAttendant' })}
      >
        {text.screens.common.callAttendant}
      </Button>
    </>
  );
}

/** As long as nothing was sent: everything is deleted, and the journal says why. */
export function WithdrawButton({
  session,
  text,
  act,
}: Pick<ScreenProps, 'session' | 'text' | 'act'>): ReactElement | null {
  if (session.tries.sends > 0) return null;
  return (
    <Button
      id="withdraw-consent"
      kind="quiet"
      icon="trash"
      onPress={() => act.send({ type: 'withdrawConsent' })}
    >
      {text.screens.common.withdrawConsent}
    </Button>
  );
}

export function CancelButton({ text, act }: Pick<ScreenProps, 'text' | 'act'>): ReactElement {
  return (
    <Button id="cancel" kind="quiet" icon="cross" onPress={() => act.send({ type: 'cancel' })}>
      {text.screens.common.cancel}
    </Button>
  );
}
