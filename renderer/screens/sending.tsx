import type { ReactElement } from 'react';
import { Busy } from '../ui/busy.tsx';
import { formatBytes, formatPercent } from '../ui/format.ts';
import type { ScreenProps } from '../ui/props.ts';
import { CancelButton, Screen } from '../ui/screen.tsx';

export function SendingScreen({ session, text, act }: ScreenProps): ReactElement {
  const words = text.screens.sending;
  const { progress, cancelling, language } = session;
  const share = progress === null || progress.totalBytes === 0 ? 0 : progress.sentBytes / progress.totalBytes;
  return (
    <Screen
      name="sending"
      layout="centre"
      title={cancelling ? words.cancelling : words.title}
      lead={cancelling ? words.cancellingLead : words.lead}
      next={text.screens.next.sending}
      mark={<Busy />}
      away={cancelling ? null : <CancelButton text={text} act={act} />}
    >
      <div className="upload">
        <progress value={share} max={1} aria-label={words.progressLabel} />
        <output className="upload-words">
          {progress === null ? words.preparing : null}
          {progress !== null && share < 1
            ? words.bytes(
                formatBytes(progress.sentBytes, language),
                formatBytes(progress.totalBytes, language),
                formatPercent(share, language),
              )
            : null}
          {progress !== null && share >= 1 ? words.waiting : null}
        </output>
        <p className="hint">{words.cancelNote}</p>
      </div>
    </Screen>
  );
}
