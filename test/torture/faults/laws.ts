import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import type { Mode } from '../../../main/core/verdict-shape.ts';
import { onScreen, press } from '../../support/journey.ts';
import { readTruth, untruths, type StationTruth } from '../../support/station-truth.ts';

/** One fault in the real app: what became of it, and which law did not hold. */
export interface FaultLine {
  readonly name: string;
  readonly happened: string;
  readonly wrong: readonly string[];
}

/** What must be true in the end, besides the laws. */
export interface Expected {
  /** Sessions that were rightly approved so far. */
  readonly approvals: number;
  /** Calls of the service that the ledger knows of so far, by how they ended. */
  readonly calls: Readonly<Record<string, number>>;
}

export interface Auditor {
  /** Every law that the station at rest breaks; what was seen of it before must still be there. */
  look(expected: Expected): Promise<readonly string[]>;
}

/** The last record of a session follows its end by a moment. */
const SETTLE_MS = 5000;

/** `leftMedia` looks through everything that the program may have written. */
export function openAuditor(
  profileDir: string,
  leftMedia: () => Promise<readonly string[]>,
  mode: Mode = 'practice',
): Auditor {
  let before: readonly string[] = [];
  return {
    async look({ approvals, calls }) {
      const truth = await settledTruth(profileDir, mode);
      const records = truth.records.map((record) => JSON.stringify(record));
      const lost = before.filter((record, at) => records[at] !== record).length;
      before = records;
      const approved = truth.records.filter(
        ({ type, facts }) => type === 'verdictGiven' && 'outcome' in facts && facts.outcome === 'approved',
      ).length;
      const ends = JSON.stringify(countEnds(truth));
      const wanted = JSON.stringify(Object.fromEntries(Object.entries(calls).toSorted(byName)));
      return [
        ...untruths(truth),
        ...(await leftMedia()).map((file) => `media in ${file}`),
        ...(lost === 0 ? [] : [`${lost} records lost or changed`]),
        ...(approved === approvals ? [] : [`${approved} approvals in the journal, not ${approvals}`]),
        ...(ends === wanted ? [] : [`the ledger has ${ends}, not ${wanted}`]),
      ];
    },
  };
}

async function settledTruth(profileDir: string, mode: Mode): Promise<StationTruth> {
  const untilMs = Date.now() + SETTLE_MS;
  for (;;) {
    const truth = await readTruth(profileDir, mode);
    if (untruths(truth).length === 0 || Date.now() > untilMs) return truth;
    await pause(100);
  }
}

const byName = ([one]: readonly [string, number], [other]: readonly [string, number]): number =>
  one.localeCompare(other);

function countEnds({ calls }: StationTruth): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { end } of calls) counts[end] = (counts[end] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).toSorted(byName));
}

/** Plays one fault; what it throws is a law that did not hold, told with what the screen shows. */
export async function playFault(
  name: string,
  page: () => Page | null,
  play: () => Promise<{ readonly happened: string; readonly wrong: readonly string[] }>,
): Promise<FaultLine> {
  try {
    return { name, ...(await play()) };
  } catch (cause) {
    const said = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    return { name, happened: 'broke off', wrong: [`${said}; the screen: ${await shownBy(page())}`] };
  }
}

const shownBy = async (page: Page | null): Promise<string> =>
  (
    await page
      ?.locator('body')
      .innerText({ timeout: 2000 })
      .catch(() => null)
  )
    ?.replaceAll('\n', ' | ')
    .slice(0, 300) ?? 'nothing';

/** The sentence that names what happened and what to do stands there. */
export const says = (page: Page, sentence: string): Promise<void> =>
  page.getByText(sentence).first().waitFor({ timeout: 20_000 });

/** The way out that the screen offers, and a welcome that can serve again. */
export async function leaveBy(page: Page, control: 'finish' | 'cancel'): Promise<void> {
  await press(page, control);
  await onScreen(page, 'idle');
}
