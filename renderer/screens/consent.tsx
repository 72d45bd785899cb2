import type { ReactElement } from 'react';
import { useState } from 'react';
import { formatNumber } from '../ui/format.ts';
import { Button } from '../ui/button.tsx';
import { ConsentTerms } from '../ui/consent-terms.tsx';
import type { ScreenProps } from '../ui/props.ts';
import { CancelButton, Screen } from '../ui/screen.tsx';

export function ConsentScreen({ session, info, text, act }: ScreenProps): ReactElement {
  const words = text.screens.consent;
  const [agreed, setAgreed] = useState(false);
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
          disabled={!agreed}
          describedBy="consent-hint"
          onPress={() => act.send({ type: 'giveConsent' })}
        >
          {words.continue}
        </Button>
      }
    >
      <ConsentTerms seconds={seconds} handsOver={info.handsOver} text={text} />
      <label className="checkbox">
        <input
          type="checkbox"
          data-testid="consent-check"
          checked={agreed}
          onChange={(event) => setAgreed(event.target.checked)}
        />
        <span>{words.check}</span>
      </label>
      <p className="hint" id="consent-hint">
        {agreed ? '' : words.checkFirst}
      </p>
    </Screen>
  );
}
