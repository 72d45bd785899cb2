import type { ReactElement } from 'react';
import { useState } from 'react';
import { formatNumber } from '../ui/format.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import type { IconName } from '../ui/icons.tsx';
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
      <dl className="consent">
        <Term icon="video" title={words.whatTitle} text={words.what(seconds)} />
        <Term icon="result" title={words.whyTitle} text={words.why} />
        <Term icon="send" title={words.whereTitle} text={words.where} />
        <Term icon="trash" title={words.keptTitle} text={info.handsOver ? words.keptByBank : words.kept} />
        <Term icon="person" title={words.rightsTitle} text={words.rights} />
      </dl>
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
