import type { ReactElement } from 'react';
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

export function Header({ session, info, text, act }: ScreenProps): ReactElement {
  const { common } = text.screens;
  return (
    <header className="header">
      <div className="brand">
        <Icon name="face" size={32} />
        <span className="brand-name">{common.appName}</span>
        <span className="brand-station">{common.station(info.stationId, info.version)}</span>
      </div>
      <Steps session={session} text={text} />
      <LanguageSwitch
        language={session.language}
        label={common.languageGroup}
        onChoose={(language) => act.send({ type: 'setLanguage', language })}
      />
    </header>
  );
}

function Steps({ session, text }: Pick<ScreenProps, 'session' | 'text'>): ReactElement | null {
  const current = STEP_OF[session.name];
  if (current === null) return <div />;
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
