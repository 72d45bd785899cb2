import type { ReactElement } from 'react';
import type { Mode } from '../../main/core/verdict-shape.ts';
import { Icon } from './icons.tsx';
import type { ScreenProps } from './props.ts';

interface PracticeProps extends Pick<ScreenProps, 'text'> {
  readonly info: { readonly mode: Mode };
}

/** SECURITY: practice is never mistaken for real; on every screen in practice mode (test/renderer/screens.test.tsx). */
export function PracticeBanner({ info, text }: PracticeProps): ReactElement | null {
  if (info.mode !== 'practice') return null;
  return (
    <aside className="practice" aria-label={text.screens.common.practiceTitle} data-testid="practice-banner">
      <Icon name="warn" size={28} />
      <strong className="practice-title">{text.screens.common.practiceTitle}</strong>
      <span>{text.screens.common.practiceText}</span>
    </aside>
  );
}
