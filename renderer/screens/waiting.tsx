import type { ReactElement } from 'react';
import { Busy } from '../ui/busy.tsx';
import type { ScreenProps } from '../ui/props.ts';
import { CancelButton, Screen } from '../ui/screen.tsx';

export function PrintingScreen({ text, act }: ScreenProps): ReactElement {
  const words = text.screens.printing;
  return (
    <Screen
      name="printing"
      layout="centre"
      title={words.title}
      lead={words.lead}
      next={text.screens.next.printing}
      mark={<Busy />}
      away={<CancelButton text={text} act={act} />}
    />
  );
}

export function WipingScreen({ text }: ScreenProps): ReactElement {
  const words = text.screens.wiping;
  return (
    <Screen
      name="wiping"
      layout="centre"
      title={words.title}
      lead={words.lead}
      next={text.screens.next.wiping}
      mark={<Busy />}
    />
  );
}
