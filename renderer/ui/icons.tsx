import type { ReactElement } from 'react';

/** Our own line icons on a 24-pixel grid; decoration only, so hidden from screen readers. */
const PATHS = {
  face: [
    'M12 3a7 7.5 0 0 1 7 7.5c0 5-3.5 10.5-7 10.5s-7-5.5-7-10.5A7 7.5 0 0 1 12 3Z',
    'M9.5 11v.6M14.5 11v.6',
    'M9.5 15.5c1.6 1.2 3.4 1.2 5 0',
  ],
  card: [
    'M3.5 5.5h17a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-17a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1Z',
    'M6 9h4.5v6H6Z',
    'M13.5 9.5h5M13.5 12h5M13.5 14.5h3',
  ],
  result: ['M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z', 'm8.3 12.2 2.6 2.6 4.9-5.3'],
  check: ['m5 12.5 4.5 4.5L19 7.5'],
  cross: ['M6.5 6.5l11 11M17.5 6.5l-11 11'],
  question: ['M9 9.2a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1-1.3 2v.4', 'M12 17.6v.1'],
  dash: ['M7 12h10'],
  warn: ['M12 4 21 19.5H3L12 4Z', 'M12 10v4.2', 'M12 16.8v.1'],
  lock: ['M6 11h12v9H6Z', 'M8.5 11V8a3.5 3.5 0 0 1 7 0v3'],
  light: [
    'M12 7.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z',
    'M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  ],
  distance: ['M3 12h18', 'm6.5 8.5-3.5 3.5 3.5 3.5M17.5 8.5l3.5 3.5-3.5 3.5'],
  mask: ['M4 9c3-1.5 5-2 8-2s5 .5 8 2v3.5c0 3.5-4 6-8 6s-8-2.5-8-6Z', 'M8 11.5h8M8 14.5h8'],
  flat: ['M3 16.5h18', 'M5.5 12.5h13v4h-13Z'],
  fill: ['M4 9V5h4M16 5h4v4M20 15v4h-4M8 19H4v-4', 'M8 9.5h8v5H8Z'],
  person: ['M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z', 'M4.5 20.5c.6-4.2 3.5-6.5 7.5-6.5s6.9 2.3 7.5 6.5'],
  printer: [
    'M7 9V4h10v5',
    'M5 9h14a1.5 1.5 0 0 1 1.5 1.5V16H17v4H7v-4H3.5v-5.5A1.5 1.5 0 0 1 5 9Z',
    'M9.5 17h5',
  ],
  camera: [
    'M3.5 8h4l1.5-2.5h6L16.5 8h4a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-17a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1Z',
    'M12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z',
  ],
  video: [
    'M3.5 6.5h11a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Z',
    'm15.5 10.8 6-3.3v9l-6-3.3',
  ],
  send: ['M4 12 20.5 4 15 20.5l-3.3-6.3L4 12Z', 'm11.7 14.2 4-5'],
  redo: ['M19 12a7 7 0 1 1-2.2-5.1', 'M19.5 3.5v4.2h-4.2'],
  clock: ['M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z', 'M12 7.5V12l3 2'],
  trash: ['M5 7h14M9.5 7V4.5h5V7M7 7l.8 13h8.4L17 7', 'M10.5 10.5v6M13.5 10.5v6'],
  contrast: ['M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z', 'M12 3.5v17', 'M12 7h5.8M12 12h8.4M12 17h5.8'],
  sound: ['M4 9.5h3.5L12 5.5v13l-4.5-4H4Z', 'M15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11'],
  arrow: ['M5 12h13.5', 'm13 6 6 6-6 6'],
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 24 }: { readonly name: IconName; readonly size?: number }): ReactElement {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {PATHS[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
