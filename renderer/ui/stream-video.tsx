import type { CSSProperties, ReactElement } from 'react';
import { useEffect, useRef } from 'react';

interface StreamVideoProps {
  readonly stream: MediaStream | null;
  readonly label: string;
  readonly style?: CSSProperties;
}

/** A live picture without sound. */
export function StreamVideo({ stream, label, style }: StreamVideoProps): ReactElement {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream;
  }, [stream]);
  return <video ref={video} autoPlay muted playsInline aria-label={label} style={style} />;
}
