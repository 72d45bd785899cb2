import type { ReactElement } from 'react';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import type { IconName } from './icons.tsx';
import { Icon } from './icons.tsx';

interface TermsProps {
  /** Length of the recording, as it is said. */
  readonly seconds: string;
  readonly handsOver: boolean;
  readonly text: StartCatalogue;
}

/** What the customer agrees to, the same words on either screen. */
export function ConsentTerms({ seconds, handsOver, text }: TermsProps): ReactElement {
  const words = text.screens.consent;
  return (
    <dl className="consent panel">
      <Term icon="video" title={words.whatTitle} text={words.what(seconds)} />
      <Term icon="result" title={words.whyTitle} text={words.why} />
      <Term icon="send" title={words.whereTitle} text={words.where} />
      <Term icon="trash" title={words.keptTitle} text={handsOver ? words.keptByBank : words.kept} />
      <Term icon="person" title={words.rightsTitle} text={words.rights} />
    </dl>
  );
}

interface TermProps {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
}

function Term({ icon, title, text }: TermProps): ReactElement {
  return (
    <div className="consent-term">
      <Icon name={icon} size={32} />
      <dt>{title}</dt>
      <dd>{text}</dd>
    </div>
  );
}
