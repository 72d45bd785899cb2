import type { Page } from 'playwright';
import { appearanceOf, appearancePolicySchema } from '../../main/core/appearance.ts';
import {
  customerView,
  type CustomerGuide,
  type CustomerSetting,
  type CustomerView,
} from '../../main/core/customer-view.ts';
import type { Language } from '../../main/core/language.ts';
import { sampleSessions } from '../renderer/sample-sessions.ts';

const SETTING: CustomerSetting = {
  appearance: appearanceOf(appearancePolicySchema.parse({})),
  mode: 'practice',
  may: ['language', 'consent'],
  recordingMs: 5500,
  handsOver: false,
  consentAct: 'tickAndPress',
};

/** One look for each message of the customer's own screen. */
const LOOKS = [
  'idle',
  'consent',
  'face-ready',
  'face-recording',
  'face-checking',
  'card-ready',
  'review',
  'sending',
  'verdict-approved',
  'attendant',
  'retake-face',
  'retake-camera',
  'wiping',
] as const;

/** A look of the customer's page. */
interface CustomerLook {
  readonly name: string;
  readonly view: CustomerView;
  /** The camera's picture is in it. */
  readonly isLive: boolean;
}

/** Opens the customer's page on the stage and shows one look after another to `visit`. */
export async function showCustomerLooks(
  page: Page,
  language: Language,
  visit: (name: string, isLive: boolean) => Promise<void>,
  /** Without any picture of the camera: two such pages look the same. */
  isHeld = false,
): Promise<void> {
  await page.goto('app://kiosk/customer.html');
  await page.evaluate((held) => window.fakeBridge.holdCameras(held), isHeld);
  const guide = await guideOf(page);
  for (const { name, view, isLive } of customerLooks(language, guide)) {
    await page.evaluate((next) => window.fakeBridge.push('customer.changed', next), view);
    await page.getByTestId(`customer-${view.screen}`).waitFor();
    await visit(name, isLive);
  }
}

function customerLooks(language: Language, guide: CustomerGuide): readonly CustomerLook[] {
  const sessions = sampleSessions(language, 'practice');
  const looks = LOOKS.map((look) => {
    const session = sessions[look];
    if (session === undefined) throw new Error(`no look ${look}`);
    const view = customerView(session, SETTING, guide);
    return { name: `customer-${look}`, view, isLive: view.guide !== null };
  });
  const { consent } = sessions;
  if (consent === undefined) throw new Error('no look of consent');
  // Where policy asks for a signature: on this screen, or on the teller's.
  const signing = (name: string, may: CustomerSetting['may']): CustomerLook => ({
    name,
    view: customerView(consent, { ...SETTING, consentAct: 'signature', may }, null),
    isLive: false,
  });
  return [...looks, signing('customer-signature', ['consent']), signing('customer-signs-with-teller', [])];
}

async function guideOf(page: Page): Promise<CustomerGuide> {
  const deviceId = await page.evaluate(async () => {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.find(({ kind }) => kind === 'videoinput')?.deviceId ?? '';
  });
  return {
    deviceId,
    size: { width: 1920, height: 1080 },
    rotation: 0,
    window: { x: 320, y: 60, width: 1280, height: 960 },
    tone: 'good',
    hint: null,
    moveCm: 0,
    insistent: false,
    countdownS: 3,
  };
}
