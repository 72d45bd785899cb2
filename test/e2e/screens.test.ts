import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultCameraPolicy } from '../../main/core/camera-policy.ts';
import { settledFaults } from '../screens/layout.ts';
import { tabThrough } from '../screens/keyboard.ts';
import { allLooks, looksInWords, type Look } from '../screens/looks.ts';
import { applySetting, settingName, SETTINGS, type Setting } from '../screens/matrix.ts';
import { marked } from '../screens/pseudo-words.ts';
import { buildPseudoPage, findPlainTexts, OPEN } from '../screens/pseudo.ts';
import { openStage, type Stage } from '../screens/stage.ts';
import { showToCamera } from '../support/journey.ts';
import { ROOT } from '../support/setup-manifest.ts';

/** `npm run screens` looks at more and takes pictures; this is what must hold at every change. */

const shownFile = join(tmpdir(), `kiosk-screens-e2e-${process.pid}.mjpeg`);
const pseudoDir = join(tmpdir(), `kiosk-pseudo-e2e-${process.pid}`);
/** Theme changes no layout: each size once. */
const SIZES = SETTINGS.filter(({ theme, axe }) => theme === 'light' && !axe);
const PLAIN: Setting = {
  theme: 'light',
  contrast: 'no-preference',
  width: 1280,
  height: 800,
  zoom: 1,
  axe: false,
};

let stage: Stage;
let pseudoStage: Stage;

beforeAll(async () => {
  await showToCamera(shownFile, 'face');
  await buildPseudoPage(pseudoDir);
  const info = { cameras: { ...defaultCameraPolicy, spoken: 'clips' } } as const;
  stage = await openStage({ pageDir: join(ROOT, 'out/renderer'), cameraFile: shownFile, info });
  pseudoStage = await openStage({ pageDir: pseudoDir, cameraFile: shownFile });
});

afterAll(async () => {
  await stage.close();
  await pseudoStage.close();
  await rm(shownFile, { force: true });
  await rm(pseudoDir, { recursive: true, force: true });
});

/** What is wrong with one look at each size, a line each. */
async function faultsOf(on: Stage, name: string, look: Look): Promise<readonly string[]> {
  await on.show(look);
  const found: string[] = [];
  for (const setting of SIZES) {
    await applySetting(on.page, setting);
    for (const line of await settledFaults(on.page)) found.push(`${settingName(setting)} ${name}: ${line}`);
  }
  return found;
}

describe('every screen', () => {
  it.each(['vi', 'en'] as const)(
    'stands from 1024x768 to 4K, upright and at twice the size, in %s',
    async (language) => {
      const looks = Object.entries(allLooks(language));
      expect(looks.length).toBeGreaterThan(35);
      const found: string[] = [];
      for (const [name, look] of looks) found.push(...(await faultsOf(stage, name, look)));
      expect(found).toEqual([]);
    },
  );

  it('cuts nothing and says nothing of its own when all words are two fifths longer', async () => {
    const found: string[] = [];
    for (const [name, look] of Object.entries(looksInWords('en', marked))) {
      found.push(...(await faultsOf(pseudoStage, name, look)));
      const plain = await pseudoStage.page.evaluate(findPlainTexts, OPEN);
      found.push(...plain.map((line) => `${name}: ${line}`));
    }
    expect(found).toEqual([]);
  });

  it('is worked by the keyboard alone, and shows where it is', async () => {
    await applySetting(stage.page, PLAIN);
    for (const [name, look] of Object.entries(allLooks('vi'))) {
      await stage.show(look);
      const { missed, unmarked } = await tabThrough(stage.page);
      expect({ name, missed, unmarked }).toEqual({ name, missed: [], unmarked: [] });
    }
  });

  it('starts at its heading, so that a screen reader says where it is', async () => {
    for (const look of Object.values(allLooks('vi')).slice(0, 12)) {
      await stage.show(look);
      expect(await stage.page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    }
  });
});

describe('a customer who asks for more contrast', () => {
  it('gets it by the keyboard, and the next customer meets the station as it is', async () => {
    const { page } = stage;
    const looks = allLooks('vi');
    const isContrasty = (): Promise<string | undefined> =>
      page.evaluate(() => document.documentElement.dataset['contrast']);
    await applySetting(page, PLAIN);
    await stage.show(looks['consent'] ?? never());
    await page.getByTestId('contrast').focus();
    await page.keyboard.press('Enter');
    expect(await isContrasty()).toBe('more');
    expect(await page.getByTestId('contrast').getAttribute('aria-pressed')).toBe('true');
    await stage.show(looks['wiping'] ?? never());
    expect(await isContrasty()).toBeUndefined();
  });
});

describe('the spoken guidance', () => {
  it('says what the step asks for in the customer’s language, one clip at a time, by sound that plays', async () => {
    const { page } = stage;
    await page.evaluate(() => {
      const log: unknown[] = [];
      Object.assign(window, { spoken: log });
      window.addEventListener('kiosk-spoken', (event) => log.push((event as CustomEvent<unknown>).detail));
      // Events of sounds that stand in no document are heard at the sound alone.
      window.Audio = class extends Audio {
        constructor(src?: string) {
          super(src);
          this.addEventListener('playing', () => log.push({ playing: new URL(this.src).pathname }));
        }
      };
    });
    const spoken = (): Promise<readonly unknown[]> =>
      page.evaluate(() => Reflect.get(window, 'spoken') as unknown[]);
    await stage.show(allLooks('vi')['face-checking'] ?? never());
    await expect
      .poll(spoken)
      .toEqual([
        { key: 'state-faceChecking', language: 'vi', by: 'clip' },
        { playing: '/speech/vi/state-faceChecking.ogg' },
      ]);
    await stage.show(allLooks('en')['card-checking'] ?? never());
    await expect
      .poll(async () => (await spoken()).slice(2))
      .toEqual([
        { key: 'state-cardChecking', language: 'en', by: 'clip' },
        { playing: '/speech/en/state-cardChecking.ogg' },
      ]);
  });
});

function never(): never {
  throw new Error('no such look');
}
