import type { CustomerGuide } from '../../main/core/customer-view.ts';
import type { KioskStore } from '../store/kiosk-store.ts';
import type { CaptureDirector } from './capture-director.ts';
import type { CaptureState } from './capture-state.ts';
import { captionOf } from './caption-facts.ts';

/** Tells main what the customer's own screen shows of the face camera, whenever that changes. */
export function tellCustomer(kiosk: KioskStore, director: Pick<CaptureDirector, 'subscribe'>): () => void {
  let told = 'null';
  return director.subscribe((state) => {
    if (kiosk.getState().info?.secondScreen !== true) return;
    const guide = guideOf(state);
    // Moments of looking, which change twelve times a second, are not in it: a few messages a second at most.
    const text = JSON.stringify(guide);
    if (text === told) return;
    told = text;
    void kiosk.guideCustomer(guide);
  });
}

/** Null unless the face camera is open. */
export function guideOf(state: CaptureState): CustomerGuide | null {
  const { role, camera, window } = state;
  if (role !== 'face' || camera === null || window === null) return null;
  const caption = captionOf(state) ?? NOBODY_WATCHES;
  return {
    deviceId: camera.deviceId,
    size: camera.size,
    rotation: camera.rotation,
    window,
    ...caption,
  };
}

const NOBODY_WATCHES = { tone: 'wait', hint: null, moveCm: 0, insistent: false, countdownS: null } as const;
