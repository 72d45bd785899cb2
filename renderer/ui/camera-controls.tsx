import type { ReactElement } from 'react';
import type { ScreenProps } from './props.ts';

/** Sliders for what the open camera lets a teller turn; nothing where it has nothing. */
export function CameraControls({
  camera,
  text,
  act,
}: Pick<ScreenProps, 'camera' | 'text' | 'act'>): ReactElement | null {
  const words = text.screens.camera.controls;
  if (camera.controls.length === 0 || camera.phase !== 'live') return null;
  return (
    <details className="camera-controls">
      <summary>{words.title}</summary>
      {camera.controls.map(({ name, min, max, step, value }) => (
        <label key={name} className="slider">
          <span>{words[name]}</span>
          <input
            type="range"
            min={min}
            max={max}
            step={step}
            value={value}
            onChange={(event) => act.turnControl(name, event.target.valueAsNumber)}
          />
        </label>
      ))}
    </details>
  );
}
