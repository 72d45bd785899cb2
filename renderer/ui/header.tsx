import type { ReactElement } from 'react';
import { LOGO_PATH } from '../../main/core/appearance.ts';
import type { StateName } from '../../main/core/session-shape.ts';
import { Icon } from './icons.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import type { ScreenProps } from './props.ts';

const STEPS = ['consent', 'face', 'card', 'review', 'result'] as const;

/** Which of the five steps a state belongs to; null where a step would mislead. */
const STEP_OF = {
  idle: null,
  consent: 'consent',
  'face.ready': 'face',
  'face.recording': 'face',
  'face.checking': 'face',
  'card.ready': 'card',
  'card.scanning': 'card',
  'card.checking': 'card',
  review: 'review',
  sending: 'result',
  verdict: 'result',
  printing: 'result',
  wiping: null,
  retake: null,
  attendant: null,
  outcomeUnknown: 'result',
  fault: null,
} as const satisfies Record<StateName, (typeof STEPS)[number] | null>;

export function Header(props: ScreenProps): ReactElement {
  const { session, text, isContrasty, staff, act } = props;
  const { common } = text.screens;
  return (
    <header className="header">
      <Brand {...props} />
      <Steps session={session} text={text} />
      <div className="header-tools">
        {staff}
        <button
          type="button"
          className="tool"
          data-testid="contrast"
          aria-label={common.contrast}
          aria-pressed={isContrasty}
          onClick={act.toggleContrast}
        >
          <Icon name="contrast" />
        </button>
        <LanguageSwitch
          language={session.language}
          label={common.languageGroup}
          onChoose={(language) => act.send({ type: 'setLanguage', language })}
        />
      </div>
    </header>
  );
}

function Brand({ info, text }: Pick<ScreenProps, 'info' | 'text'>): ReactElement {
  const { brandName, hasLogo } = info.appearance;
  const { common } = text.screens;
  return (
    <div className="brand">
      {hasLogo ? <img className="brand-logo" src={LOGO_PATH} alt="" /> : <Icon name="face" size={32} />}
      <span className="brand-name" translate="no">
        {brandName ?? common.appName}
      </span>
      <span className="brand-station">{common.station(info.stationId, info.version)}</span>
    </div>
  );
}

function Steps({ session, text }: Pick<ScreenProps, 'session' | 'text'>): ReactElement | null {
  const current = STEP_OF[session.name];
  if (current === null) return <div className="steps-none" />;
  const at = STEPS.indexOf(current);
  return (
    <ol className="steps" aria-label={text.screens.common.stepsLabel}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={index < at ? 'step step-done' : index === at ? 'step step-now' : 'step'}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className="step-mark">{index < at ? <Icon name="check" size={16} /> : index + 1}</span>
          <span className="step-name">{text.screens.steps[step]}</span>
        </li>
      ))}
    </ol>
  );
}
