import type { ReactElement } from 'react';
import { isAtLeast } from '../camera/recording-window.ts';
import { Note } from './note.tsx';
import type { ScreenProps } from './props.ts';

/** What the open face camera lacks, in sentences; nothing when it is good. */
export function CameraNotes({
  camera,
  info,
  text,
}: Pick<ScreenProps, 'camera' | 'info' | 'text'>): ReactElement | null {
  const open = camera.camera;
  if (open === null) return null;
  const { recording } = info;
  const words = text.screens.camera;
  const small = !isAtLeast(open.size, { width: 1280, height: 720 });
  // Enough for the service, but less than this station asks for.
  const isLess = !isAtLeast(open.size, { width: recording.widthPx, height: recording.heightPx });
  const rate = camera.measuredRate ?? open.framesPerSecond;
  // Counted over one second, so one picture more or less means nothing.
  const slow = rate > 0 && rate < recording.minFramesPerSecond - 1;
  if (!small && !isLess && !slow && open.slowAt === null) return null;
  return (
    <Note tone={small || slow ? 'warn' : 'calm'}>
      {small || isLess ? (
        <p>{words.gotLess(recording.widthPx, recording.heightPx, open.size.width, open.size.height)}</p>
      ) : null}
      {open.slowAt === null ? null : (
        <p>{words.slowAt(open.slowAt.size, open.slowAt.framesPerSecond, open.size)}</p>
      )}
      {slow ? <p>{words.slow(Math.round(rate))}</p> : null}
    </Note>
  );
}
