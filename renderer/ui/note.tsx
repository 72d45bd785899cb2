import type { ReactElement, ReactNode } from 'react';
import type { Failure } from '../../main/core/failure.ts';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import type { IconName } from './icons.tsx';
import { Icon } from './icons.tsx';

interface NoteProps {
  readonly tone: 'good' | 'warn' | 'bad' | 'calm';
  readonly title?: string;
  readonly icon?: IconName;
  /** True when it appears by itself and has to be read out at once. */
  readonly urgent?: boolean;
  /** True when it appears by itself and is read out when the reader has finished. */
  readonly polite?: boolean;
  readonly children?: ReactNode;
}

const TONE_ICON = { good: 'check', warn: 'warn', bad: 'cross', calm: 'clock' } as const;

export function Note({
  tone,
  title,
  icon,
  urgent = false,
  polite = false,
  children,
}: NoteProps): ReactElement {
  return (
    <div className={`note note-${tone}`} role={urgent ? 'alert' : polite ? 'status' : undefined}>
      <Icon name={icon ?? TONE_ICON[tone]} size={28} />
      <div>
        {title === undefined ? null : <strong className="note-title">{title}</strong>}
        {children}
      </div>
    </div>
  );
}

interface FailureNoteProps {
  readonly failure: Failure;
  readonly text: StartCatalogue;
  readonly title?: string;
}

/** What failed, in a sentence, with the code small beside it. */
export function FailureNote({ failure, text, title }: FailureNoteProps): ReactElement {
  return (
    <Note tone="warn" urgent {...(title === undefined ? {} : { title })}>
      <p>{text.failures[failure.code]}</p>
      <p className="code">{text.screens.common.code(failure.code)}</p>
    </Note>
  );
}
