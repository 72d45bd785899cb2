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
  const { pace, paceFault } = camera;
  const slow = paceFault === 'slow' && pace !== null;
  const uneven = paceFault === 'gaps' && pace !== null;
  if (!small && !isLess && !slow && !uneven && open.slowAt === null) return null;
  return (
    <Note tone={small || slow || uneven ? 'warn' : 'calm'}>
      {small || isLess ? (
        <p data-testid="camera-small">
          {words.gotLess(recording.widthPx, recording.heightPx, open.size.width, open.size.height)}
        </p>
      ) : null}
      {open.slowAt === null ? null : (
        <p>{words.slowAt(open.slowAt.size, open.slowAt.framesPerSecond, open.size)}</p>
      )}
      {slow ? <p data-testid="camera-slow">{words.slow(Math.round(pace.framesPerSecond))}</p> : null}
      {uneven ? <p data-testid="camera-gaps">{words.gaps(Math.round(pace.largestGapMs))}</p> : null}
    </Note>
  );
}
