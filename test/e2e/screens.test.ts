import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allLooks } from '../screens/looks.ts';
import { applySetting, COMPARED, type Setting } from '../screens/matrix.ts';
import { drawnBy, openPrints, PRINTS_DIR, type PrintBook } from '../screens/prints.ts';
import type { Stage } from '../screens/stage.ts';
import { takeStill } from '../screens/still.ts';
import { runningAnimations, type LanguageWalk } from '../screens/walk.ts';
import { walkAll, type AllWalks } from '../screens/walk-all.ts';

/** `npm run screens` looks at more and keeps the pictures; this is what must hold at every change. */

const PLAIN: Setting = {
  theme: 'light',
  contrast: 'no-preference',
  width: 1280,
  height: 800,
  zoom: 1,
  axe: false,
};
/** Time to walk once through all screens. */
const WALK_MS = 400_000;

let walks: AllWalks;
let stage: Stage;
beforeAll(async () => {
  walks = await walkAll();
  ({ stage } = walks);
}, WALK_MS);
afterAll(() => walks.close());

describe.each(['vi', 'en'] as const)('every screen in %s', (language) => {
  let found: LanguageWalk;
  beforeAll(() => {
    found = walks.screens[language];
  });

  it('stands from 1024x768 to 4K, upright and at twice the size', () => {
    expect(found.looks).toBeGreaterThan(50);
    expect(found.layout).toEqual([]);
  });

  it('looks as its print: a line for each that does not names a picture of the difference', () => {
    expect(found.pictures).toBeGreaterThan(100);
    expect(found.prints).toEqual([]);
  });

  it.runIf(language === 'vi')(
    'stands still for who asked for less motion, but for what is being recorded',
    () => {
      expect(new Set(found.moving)).toEqual(new Set(['face-recording: run-around']));
    },
  );

  it('starts at its heading, so that a screen reader says where it is', () => {
    expect(found.headings.length).toBeGreaterThan(25);
    expect(found.headings.filter((tag) => tag !== 'H1')).toEqual([]);
  });

  it.runIf(language === 'vi')('is worked by the keyboard alone, and shows where it is', () => {
    expect(found.tabs.length).toBe(found.looks);
    expect(found.tabs.filter(({ missed, unmarked }) => missed.length + unmarked.length > 0)).toEqual([]);
  });
});

describe('every screen', () => {
  it('cuts nothing and says nothing of its own when all words are two fifths longer, the customer’s too', () => {
    expect(walks.pseudo).toEqual([]);
  });
});

describe('the customer’s own screen', () => {
  it.each(['vi', 'en'] as const)(
    'stands at every size in %s, and what may be touched is reached by the keyboard',
    (language) => {
      expect(walks.customer[language]).toEqual([]);
    },
  );
});

describe('the comparison with the prints', () => {
  const setting = COMPARED.vi[0];
  let changedDir: string;
  let book: PrintBook;
  beforeAll(async () => {
    changedDir = await mkdtemp(join(tmpdir(), 'kiosk-changed-'));
    book = openPrints(await drawnBy(stage.app), PRINTS_DIR, changedDir);
  });
  afterAll(() => rm(changedDir, { recursive: true, force: true }));

  const compare = async (): Promise<readonly string[]> =>
    book.compare('vi', setting, 'consent', await takeStill(stage.page, 'screen-consent'));

  /** Changes one element of the consent screen and says what the comparison makes of it. */
  async function after(
    selector: string,
    change: Readonly<Record<string, string>>,
  ): Promise<readonly string[]> {
    await stage.show(allLooks('vi')['consent'] ?? never());
    await applySetting(stage.page, setting);
    const one = stage.page.locator(selector);
    await one.evaluate((element, styles) => Object.assign((element as HTMLElement).style, styles), change);
    return compare();
  }

  it.each([
    ['a button that is gone', '[data-testid="consent-continue"]', { visibility: 'hidden' }],
    ['a colour', '[data-testid="consent-continue"]', { background: 'rgb(150 60 60)' }],
    ['a moved block', '.consent', { transform: 'translateX(24px)' }],
    ['a title that is cut', 'h1', { width: '30%', overflow: 'hidden', whiteSpace: 'nowrap' }],
  ])('notices %s and says where', async (_what, selector, change) => {
    await stage.show(allLooks('vi')['consent'] ?? never());
    await applySetting(stage.page, setting);
    expect(await compare()).toEqual([]);
    const box = await stage.page.locator(selector).boundingBox();
    const lines = await after(selector, change);
    expect(lines).toHaveLength(1);
    const [, left, right, top, bottom] =
      /vi-light-1024x768 consent: .* x (\d+) to (\d+), y (\d+) to (\d+) px/
        .exec(lines[0] ?? '')
        ?.map(Number) ?? [];
    expect(box).not.toBeNull();
    expect(left).toBeLessThanOrEqual((box?.x ?? 0) + (box?.width ?? 0));
    expect(right).toBeGreaterThanOrEqual(box?.x ?? 0);
    expect(top).toBeLessThanOrEqual((box?.y ?? 0) + (box?.height ?? 0));
    expect(bottom).toBeGreaterThanOrEqual(box?.y ?? 0);
    const beside = await sharp(join(changedDir, 'vi-light-1024x768-consent.png')).metadata();
    expect(beside).toMatchObject({ width: 2 * setting.width, height: setting.height });
  });

  it('notices the other theme, and a screen without a print', async () => {
    await stage.show(allLooks('vi')['consent'] ?? never());
    await applySetting(stage.page, { ...setting, theme: 'dark' });
    expect(await compare()).toHaveLength(1);
    const png = await takeStill(stage.page);
    expect(await book.compare('vi', setting, 'no-such-screen', png)).toEqual([
      expect.stringContaining('has no print'),
    ]);
  });
});

describe('movement', () => {
  it('is slow, never flashes, and stops for who asked for less; only the time of the recording still runs', async () => {
    const { page } = stage;
    await applySetting(page, PLAIN);
    await stage.show(allLooks('vi')['sending'] ?? never());
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await expect.poll(async () => (await runningAnimations(page)).length).toBe(1);
    for (const { roundMs } of await runningAnimations(page)) expect(roundMs).toBeGreaterThan(1000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await expect.poll(() => runningAnimations(page)).toEqual([]);
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
