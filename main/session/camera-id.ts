import { createHash } from 'node:crypto';
import type { CaptureFacts } from '../core/contract.ts';
import type { CameraFacts } from '../core/session-events.ts';

/**
 * What the journal keeps of a camera: the USB vendor and product that Chromium puts behind the label, else a
 * hash of the label, because a label may be a person's ("Lan's iPhone").
 */
export function cameraFacts({ cameraLabel, widthPx, heightPx, framesPerSecond }: CaptureFacts): CameraFacts {
  return {
    camera: cameraLabel === '' ? null : cameraId(cameraLabel),
    widthPx,
    heightPx,
    framesPerSecond: Math.round(framesPerSecond * 100) / 100,
  };
}

function cameraId(label: string): string {
  const usb = /\(([0-9a-f]{4}:[0-9a-f]{4})\)\s*$/i.exec(label)?.[1];
  if (usb !== undefined) return `usb:${usb.toLowerCase()}`;
  return `label:${createHash('sha256').update(label.normalize('NFC')).digest('hex').slice(0, 16)}`;
}
