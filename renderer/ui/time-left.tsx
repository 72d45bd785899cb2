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

export function TimeLeft(props: ScreenProps): ReactElement | null {
  const { name, deadlineAtMs } = props.session;
  if (deadlineAtMs === null || BUSY.has(name)) return null;
  return <Counted key={deadlineAtMs} {...props} deadlineAtMs={deadlineAtMs} />;
}

function Counted({ deadlineAtMs, text, act }: ScreenProps & { readonly deadlineAtMs: number }) {
  const leftS = useSecondsLeft(deadlineAtMs);
  if (leftS > SHORT_S) return null;
  return (
    <div className="time-left" role="alert" data-testid="time-left">
      <span>{text.screens.common.timeLeft(leftS)}</span>
      <Button id="more-time" kind="plain" icon="clock" onPress={() => act.send({ type: 'activity' })}>
        {text.screens.common.moreTime}
      </Button>
    </div>
  );
}

/** Main counts by its uptime: the clock is asked once a deadline, so that setting it changes nothing that is said. */
function useSecondsLeft(deadlineAtMs: number): number {
  const [endsAtMs] = useState(() => performance.now() + deadlineAtMs - Date.now());
  const [nowMs, setNowMs] = useState(() => performance.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(performance.now()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((endsAtMs - nowMs) / 1000));
}
