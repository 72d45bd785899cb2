import type { ReactElement } from 'react';
import { useState } from 'react';
import type { Signed } from '../../main/core/signature.ts';
import { startCatalogues } from '../../main/core/messages/start-catalogue.ts';
import { AgreeBox } from '../ui/agree-box.tsx';
import { Button } from '../ui/button.tsx';
import { ConsentTerms } from '../ui/consent-terms.tsx';
import { formatNumber } from '../ui/format.ts';
import { Signing } from '../ui/signing.tsx';
import type { CustomerProps } from './props.ts';

/** The consent text is the customer's to read; to answer it here, the policy must say that the screen is touched. */
export function CustomerConsent({ view, act }: CustomerProps): ReactElement {
  const text = startCatalogues[view.language];
  const mayAnswer = view.may.includes('consent');
  return (
    <div className="customer-consent">
      <div className="customer-head">
        <h1>{text.screens.consent.title}</h1>
        <p className="lead">{mayAnswer ? text.screens.consent.lead : leadOf(view)}</p>
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

/** Who answers at the teller's screen is told what waits there. */
function leadOf({ language, consentAct }: CustomerProps['view']): string {
  const { lead, sign } = startCatalogues[language].customer.consent;
  return consentAct === 'signature' ? sign : lead;
}

function Answer({ view, act }: Pick<CustomerProps, 'view' | 'act'>): ReactElement {
  const { customer, screens } = startCatalogues[view.language];
  const [agreed, setAgreed] = useState(false);
  const [signed, setSigned] = useState<Signed | null>(null);
  const mustSign = view.consentAct === 'signature';
  return (
    <div className="customer-answer">
      {mustSign ? (
        <Signing
          key={view.language}
          handsOver={view.handsOver}
          language={view.language}
          text={startCatalogues[view.language]}
          onSigned={setSigned}
        />
      ) : (
        <AgreeBox
          id="customer-consent-check"
          agreed={agreed}
          label={screens.consent.check}
          onChange={setAgreed}
        />
      )}
      <div className="customer-buttons">
        <Button id="customer-refuse" icon="cross" onPress={() => act({ type: 'refuseConsent' })}>
          {customer.consent.refuse}
        </Button>
        <Button
          id="customer-agree"
          kind="main"
          icon="check"
          disabled={mustSign ? signed === null : !agreed}
          onPress={() => act(signed === null ? { type: 'giveConsent' } : { type: 'giveConsent', signed })}
        >
          {screens.consent.continue}
        </Button>
      </div>
    </div>
  );
}
