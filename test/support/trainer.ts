import type { Page } from 'playwright';
import { onScreen, press } from './journey.ts';

/** The trainer's part of the supervisor's desk, by the controls a person has. */

/** From welcome to the desk; the first PIN typed at a station is its PIN from then on. */
export async function openTrainersDesk(page: Page, pin: string): Promise<void> {
  await press(page, 'admin-open');
  for (const digit of pin) await press(page, `pin-${digit}`);
  await press(page, 'pin-submit');
  await page.getByTestId('training').waitFor();
}

export async function leaveTrainersDesk(page: Page): Promise<void> {
  await press(page, 'admin-lock');
  await onScreen(page, 'idle');
}

/** What can be picked, in the order of the list. */
export const offeredScenarios = (page: Page): Promise<readonly string[]> =>
  page
    .getByTestId('scenario')
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));

/** The score sheet as it stands there: the newest line first, a cell a text. */
export const readScores = (page: Page): Promise<readonly (readonly string[])[]> =>
  page
    .getByTestId('score-sheet')
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim())),
    );
