import type { ReactElement, ReactNode } from 'react';
import type { IconName } from './icons.tsx';
import { Icon } from './icons.tsx';

interface ButtonProps {
  readonly id: string;
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** main: the one thing to do next; plain: another way; quiet: leaving. */
  readonly kind?: 'main' | 'plain' | 'quiet' | 'danger';
  readonly icon?: IconName;
  readonly disabled?: boolean;
  readonly describedBy?: string;
}

export function Button(props: ButtonProps): ReactElement {
  const { id, children, onPress, kind = 'plain', icon, disabled = false, describedBy } = props;
  return (
    <button
      type="button"
      className={`button button-${kind}`}
      data-testid={id}
      disabled={disabled}
      aria-describedby={describedBy}
      onClick={onPress}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}
