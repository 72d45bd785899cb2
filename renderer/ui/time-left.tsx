import type { ReactElement } from 'react';
import { useEffect, useState } from 'react';
import type { StateName } from '../../main/core/session-shape.ts';
import { Button } from './button.tsx';
import type { ScreenProps } from './props.ts';

/** From here on the person is told, s. */
const SHORT_S = 30;

/** States that end by themselves soon whatever a person does: no use in warning. */
const BUSY: ReadonlySet<StateName> = new Set([
  'idle',
  'face.recording',
  'face.checking',
  'card.scanning',
  'card.checking',
  'sending',
  'printing',
  'wiping',
] as const);

export function TimeLeft({ session, text, act }: ScreenProps): ReactElement | null {
  const leftS = useSecondsLeft(session.deadlineAtMs);
  if (leftS === null || leftS > SHORT_S || BUSY.has(session.name)) return null;
  return (
    <div className="time-left" role="alert" data-testid="time-left">
      <span>{text.screens.common.timeLeft(leftS)}</span>
      <Button id="more-time" kind="plain" icon="clock" onPress={() => act.send({ type: 'activity' })}>
        {text.screens.common.moreTime}
      </Button>
    </div>
  );
}

function useSecondsLeft(deadlineAtMs: number | null): number | null {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (deadlineAtMs === null) return undefined;
    const timer = window.setInterval(() => setNowMs(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, [deadlineAtMs]);
  return deadlineAtMs === null ? null : Math.max(0, Math.ceil((deadlineAtMs - nowMs) / 1000));
}
