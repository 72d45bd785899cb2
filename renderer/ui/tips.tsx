import type { ReactElement } from 'react';
import type { IconName } from './icons.tsx';
import { Icon } from './icons.tsx';

interface TipsProps {
  readonly tips: readonly { readonly icon: IconName; readonly text: string }[];
}

export function Tips({ tips }: TipsProps): ReactElement {
  return (
    <ul className="tips">
      {tips.map((tip) => (
        <li key={tip.text}>
          <Icon name={tip.icon} size={28} />
          <span>{tip.text}</span>
        </li>
      ))}
    </ul>
  );
}
