import type { ReactElement } from 'react';
import { Busy } from '../ui/busy.tsx';
import type { ScreenProps } from '../ui/props.ts';
import { CancelButton, Screen } from '../ui/screen.tsx';

export function FaceCheckingScreen({ text, act }: ScreenProps): ReactElement {
  const words = text.screens.checking;
  return (
    <Screen
      name="face.checking"
      layout="centre"
      title={words.faceTitle}
      lead={words.faceLead}
      mark={<Busy />}
      away={<CancelButton text={text} act={act} />}
      next={text.screens.next.faceChecking}
    />
  );
}

export function CardCheckingScreen({ text, act }: ScreenProps): ReactElement {
  const words = text.screens.checking;
  return (
    <Screen
      name="card.checking"
      layout="centre"
      title={words.cardTitle}
      lead={words.cardLead}
      mark={<Busy />}
      away={<CancelButton text={text} act={act} />}
      next={text.screens.next.cardChecking}
    />
  );
}
