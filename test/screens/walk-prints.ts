import type { Language } from '../../main/core/language.ts';
import { showCustomerLooks } from './customer.ts';
import { allLooks } from './looks.ts';
import { applySetting, type Setting } from './matrix.ts';
import { PAGE_URL, type Stage } from './stage.ts';
import { takeStill } from './still.ts';

/** A picture of one look in one setting, for the prints. */
export type VisitStill = (setting: Setting, name: string, png: Buffer) => Promise<void>;

/** Pictures of this machine's cameras and of nothing else; seconds that run. */
const NEVER_THE_SAME: ReadonlySet<string> = new Set(['camera-picker', 'retake-short-time']);

/** Looks that are the same each time, however busy the machine and whatever its camera sees. */
export const isSteady = (name: string, isLive: boolean): boolean => !isLive && !NEVER_THE_SAME.has(name);

/**
 * Looks with a camera as they are before it gives its first picture: where everything stands, and no hint that comes
 * and goes. Leaves the stage on the customer's page.
 */
export async function walkHeld(
  stage: Stage,
  language: Language,
  settings: readonly Setting[],
  visit: VisitStill,
): Promise<void> {
  const takeAll = async (name: string, shows: string | null): Promise<void> => {
    for (const setting of settings) {
      await applySetting(stage.page, setting);
      await visit(setting, name, await takeStill(stage.page, shows));
    }
  };
  // A page of its own: one that is loaded anew would let the cameras go.
  await stage.page.goto(PAGE_URL);
  await stage.page.evaluate(() => window.fakeBridge.holdCameras(true));
  for (const [name, look] of Object.entries(allLooks(language))) {
    if (!look.isLive || NEVER_THE_SAME.has(name)) continue;
    await stage.show(look);
    await takeAll(name, look.shows);
  }
  await showCustomerLooks(stage.page, language, (name) => takeAll(name, null), true);
}
