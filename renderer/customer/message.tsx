import type { ReactElement } from 'react';
import type { CustomerScreen } from '../../main/core/customer-view.ts';
import { startCatalogues } from '../../main/core/messages/start-catalogue.ts';
import { Busy } from '../ui/busy.tsx';
import type { IconName } from '../ui/icons.tsx';
import { Icon } from '../ui/icons.tsx';
import type { CustomerProps } from './props.ts';

type MessageScreen = Exclude<CustomerScreen, 'consent' | 'face' | 'recording'>;

/** The mark of each message; null: something is going on. */
const MARK = {
  welcome: 'face',
  checking: null,
  card: 'card',
  review: 'clock',
  sending: null,
  done: 'result',
  seeTeller: 'person',
  again: 'redo',
  moment: 'clock',
  wiping: null,
} as const satisfies Record<MessageScreen, IconName | null>;

/** One calm message in the middle of the display, and what to change where there is something. */
export function CustomerMessage({
  view,
  screen,
}: CustomerProps & { readonly screen: MessageScreen }): ReactElement {
  const { customer, screens } = startCatalogues[view.language];
  const words = customer[screen];
  const mark = MARK[screen];
  return (
    <div className="customer-message" aria-live="polite">
      {mark === null ? <Busy /> : <Icon name={mark} size={160} />}
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      {view.advice.length === 0 ? null : (
        <ul className="customer-advice">
          {view.advice.map((hint) => (
            <li key={hint}>
              <strong>{screens.guidance.hints[hint].say}</strong>
              <span>{screens.guidance.hints[hint].more}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
