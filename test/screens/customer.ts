import type { Page } from 'playwright';
import { appearanceOf, appearancePolicySchema } from '../../main/core/appearance.ts';
import { customerView, type CustomerGuide, type CustomerSetting } from '../../main/core/customer-view.ts';
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

/** Opens the customer's page on the stage and shows one look after another to `photograph`. */
export async function showCustomerLooks(
  page: Page,
  language: Language,
  photograph: (name: string, isLive: boolean) => Promise<void>,
): Promise<void> {
  await page.goto('app://kiosk/customer.html');
  const guide = await guideOf(page);
  const sessions = sampleSessions(language, 'practice');
  for (const look of LOOKS) {
    const session = sessions[look];
    if (session === undefined) throw new Error(`no look ${look}`);
    const view = customerView(session, SETTING, guide);
    await page.evaluate((next) => window.fakeBridge.push('customer.changed', next), view);
    await page.getByTestId(`customer-${view.screen}`).waitFor();
    await photograph(`customer-${look}`, view.guide !== null);
  }
  await showSigning(page, language, photograph);
}

/** Where policy asks for a signature: on this screen, or on the teller's. */
async function showSigning(
  page: Page,
  language: Language,
  photograph: (name: string, isLive: boolean) => Promise<void>,
): Promise<void> {
  const { consent } = sampleSessions(language, 'practice');
  if (consent === undefined) throw new Error('no look of consent');
  for (const may of [['consent'], []] as const) {
    const view = customerView(consent, { ...SETTING, consentAct: 'signature', may }, null);
    await page.evaluate((next) => window.fakeBridge.push('customer.changed', next), view);
    await page.getByTestId('customer-consent').waitFor();
    await photograph(may.length > 0 ? 'customer-signature' : 'customer-signs-with-teller', false);
  }
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
