import type { ReactElement } from 'react';
import { useState } from 'react';
import type { Signed } from '../../main/core/signature.ts';
import { formatNumber } from '../ui/format.ts';
import { AgreeBox } from '../ui/agree-box.tsx';
import { Button } from '../ui/button.tsx';
import { ConsentTerms } from '../ui/consent-terms.tsx';
import type { ScreenProps } from '../ui/props.ts';
import { CancelButton, Screen } from '../ui/screen.tsx';
import { Signing } from '../ui/signing.tsx';

export function ConsentScreen(props: ScreenProps): ReactElement {
  const { session, info, text, act } = props;
  const words = text.screens.consent;
  const [agreed, setAgreed] = useState(false);
  const [signed, setSigned] = useState<Signed | null>(null);
  const mustSign = info.consentAct === 'signature';
  const hasActed = mustSign ? signed !== null : agreed;
  const seconds = formatNumber(info.recording.lengthMs / 1000, session.language);
  return (
    <Screen
      name="consent"
      title={words.title}
      lead={words.lead}
      next={text.screens.next.consent}
      away={<CancelButton text={text} act={act} />}
      actions={
        <Button
          id="consent-continue"
          kind="main"
          icon="arrow"
          disabled={!hasActed}
          describedBy="consent-hint"
          onPress={() =>
            act.send(signed === null ? { type: 'giveConsent' } : { type: 'giveConsent', signed })
          }
        >
          {words.continue}
        </Button>
      }
    >
      <ConsentTerms seconds={seconds} handsOver={info.handsOver} text={text} />
      {mustSign ? (
        // In another language the words to type are others.
        <Signing
          key={session.language}
          handsOver={info.handsOver}
          language={session.language}
          text={text}
          onSigned={setSigned}
        />
      ) : (
        <AgreeBox id="consent-check" agreed={agreed} label={words.check} onChange={setAgreed} />
      )}
      <p className="hint" id="consent-hint">
        {hasActed ? '' : mustSign ? words.sign.undrawn : words.checkFirst}
      </p>
    </Screen>
  );
}
