import type { CSSProperties, ReactElement, ReactNode } from 'react';
import type { Rotation } from '../../main/core/camera-policy.ts';
import type { Box, Size } from '../../main/core/framing.ts';
import { uprightSize } from '../camera/upright.ts';
import { Icon } from './icons.tsx';
import { StreamVideo } from './stream-video.tsx';

/** A live picture, and how to put it upright. */
export interface LivePicture {
  readonly stream: MediaStream;
  /** Upright size in the camera's own pixels. */
  readonly size: Size;
  readonly rotation: Rotation;
}

interface CameraViewProps {
  readonly picture: LivePicture | null;
  /** The part of the picture that is shown and captured. */
  readonly window: Box | null;
  /** The face is shown as in a mirror; a document never is. */
  readonly mirrored: boolean;
  readonly label: string;
  readonly waiting: string;
  /** Drawn over the picture, in its own pixels. */
  readonly children?: ReactNode;
  /** Words over the picture. */
  readonly caption?: ReactNode;
}

const EMPTY = { width: 1280, height: 960 } as const;

/** The live picture, cut to the window that is recorded. */
export function CameraView({
  picture,
  window,
  mirrored,
  label,
  waiting,
  children,
  caption,
}: CameraViewProps): ReactElement {
  const stream = picture?.stream ?? null;
  const shown = window ?? EMPTY;
  const ratio: CSSProperties & { '--ratio': number } = { '--ratio': shown.width / shown.height };
  return (
    <div className="camera">
      <div className="camera-frame" style={ratio}>
        <div className={mirrored ? 'camera-view camera-mirrored' : 'camera-view'}>
          <StreamVideo stream={stream} label={label} style={placeVideo(picture, window)} />
          {stream === null ? (
            <output className="camera-waiting">
              <Icon name="camera" size={48} />
              <span>{waiting}</span>
            </output>
          ) : null}
          <svg className="camera-overlay" viewBox={`0 0 ${shown.width} ${shown.height}`} aria-hidden="true">
            {children}
          </svg>
        </div>
        {caption}
      </div>
    </div>
  );
}

/** Enlarges and shifts the whole camera picture so that just the window shows. */
function placeVideo(picture: LivePicture | null, window: Box | null): CSSProperties {
  if (picture === null || window === null) return {};
  const { size, rotation } = picture;
  // The video lies on its side until it is turned about its middle.
  const lying = uprightSize(size, rotation);
  const overX = (size.width - lying.width) / 2;
  const overY = (size.height - lying.height) / 2;
  return {
    width: percent(lying.width, window.width),
    height: percent(lying.height, window.height),
    left: percent(overX - window.x, window.width),
    top: percent(overY - window.y, window.height),
    ...(rotation === 0 ? {} : { transform: `rotate(${rotation}deg)` }),
  };
}

const percent = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(3)}%`;
