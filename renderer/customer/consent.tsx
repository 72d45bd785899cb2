import type { ReactElement } from 'react';
import { useState } from 'react';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { ConsentTerms } from '../ui/consent-terms.tsx';
import { formatNumber } from '../ui/format.ts';
import type { CustomerProps } from './props.ts';

/** The consent text is the customer's to read; to answer it here, the policy must say that the screen is touched. */
export function CustomerConsent({ view, act }: CustomerProps): ReactElement {
  const text = catalogues[view.language];
  const mayAnswer = view.may.includes('consent');
  return (
    <div className="customer-consent">
      <div className="customer-head">
        <h1>{text.screens.consent.title}</h1>
        <p className="lead">{mayAnswer ? text.screens.consent.lead : text.customer.consent.lead}</p>
      </div>
      <ConsentTerms
        seconds={formatNumber(view.recordingMs / 1000, view.language)}
        handsOver={view.handsOver}
        text={text}
      />
      {mayAnswer ? <Answer view={view} act={act} /> : null}
    </div>
  );
}

function Answer({ view, act }: Pick<CustomerProps, 'view' | 'act'>): ReactElement {
  const { customer, screens } = catalogues[view.language];
  const [agreed, setAgreed] = useState(false);
  return (
    <div className="customer-answer">
      <label className="checkbox">
        <input
          type="checkbox"
          data-testid="customer-consent-check"
          checked={agreed}
          onChange={(event) => setAgreed(event.target.checked)}
        />
        <span>{screens.consent.check}</span>
      </label>
      <div className="customer-buttons">
        <Button id="customer-refuse" icon="cross" onPress={() => act({ type: 'refuseConsent' })}>
          {customer.consent.refuse}
        </Button>
        <Button
          id="customer-agree"
          kind="main"
          icon="check"
          disabled={!agreed}
          onPress={() => act({ type: 'giveConsent' })}
        >
          {screens.consent.continue}
        </Button>
      </div>
    </div>
  );
}
