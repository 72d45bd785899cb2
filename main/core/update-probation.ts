import { z } from 'zod';
import { versionSchema } from './update-offer.ts';
import { updateStepSchema, type UpdateStep } from './update-state.ts';

/** So many starts a new version is watched; so many bad ones in a row take it back. */
export const PROBATION_STARTS = 3;
export const MOST_UNPROVEN = 3;

/** A program file or installer kept on this disk for the way back. */
export const keptFileSchema = z.strictObject({
  version: versionSchema,
  /** Its name in the folder of kept files. */
  file: z.string().regex(/^[\w][\w.-]{0,150}$/),
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
});
export type KeptFile = z.infer<typeof keptFileSchema>;

/** What outlives a start: read before anything else is loaded, so it stays small. */
export const updateRecordSchema = z.strictObject({
  v: z.literal(1),
  /** A new version that has not proved itself yet. */
  probation: z
    .strictObject({
      version: versionSchema,
      from: versionSchema,
      /** Starts it still has to live through. */
      startsLeft: z.number().int().min(1).max(PROBATION_STARTS),
      /** Starts in a row that did not. */
      unproven: z.number().int().min(0).max(1000),
    })
    .nullable(),
  kept: z.array(keptFileSchema).max(3).readonly(),
  blocked: z.array(versionSchema).max(50).readonly(),
  /** Steps the journal has not been told of: they happened while it was closed. */
  untold: z.array(updateStepSchema).max(20).readonly(),
});
export type UpdateRecord = z.infer<typeof updateRecordSchema>;

export const NO_UPDATES: UpdateRecord = { v: 1, probation: null, kept: [], blocked: [], untold: [] };

/** The new version is about to be put in the place of the old one. */
export function beginProbation(
  record: UpdateRecord,
  from: string,
  version: string,
  kept: readonly KeptFile[],
): UpdateRecord {
  return {
    ...record,
    probation: { version, from, startsLeft: PROBATION_STARTS, unproven: 0 },
    kept,
  };
}

/** Putting it in place did not work: as it was. */
export const endProbation = (record: UpdateRecord): UpdateRecord => ({ ...record, probation: null });

export interface StartJudged {
  readonly record: UpdateRecord;
  readonly act: 'serve' | 'rollBack';
}

/** What a start does. Counted before anything else of the program runs, so that a start that fails early counts too. */
export function judgeStart(record: UpdateRecord, running: string): StartJudged {
  const { probation } = record;
  if (probation === null) return { record, act: 'serve' };
  if (probation.version !== running) {
    // The installer failed, or somebody put another version there by hand.
    const failed = { act: 'refused', version: probation.version, reason: 'failed' } as const;
    return { record: told(endProbation(record), failed), act: 'serve' };
  }
  if (probation.unproven >= MOST_UNPROVEN) return { record, act: 'rollBack' };
  const isFirst = probation.unproven === 0 && probation.startsLeft === PROBATION_STARTS;
  const counted = { ...record, probation: { ...probation, unproven: probation.unproven + 1 } };
  const step = { act: 'installed', version: running, reason: null } as const;
  return { record: isFirst ? told(counted, step) : counted, act: 'serve' };
}

/** This start has lived long enough, or ended as it should. */
export function proveStart(record: UpdateRecord): UpdateRecord {
  const { probation } = record;
  if (probation === null) return record;
  const startsLeft = probation.startsLeft - 1;
  return { ...record, probation: startsLeft === 0 ? null : { ...probation, startsLeft, unproven: 0 } };
}

/** The version in probation has gone, or could not be taken back; it is not taken again either way. */
export function endRollBack(record: UpdateRecord, hasGone: boolean): UpdateRecord {
  const { probation } = record;
  if (probation === null) return record;
  const { version } = probation;
  const blocked = [...record.blocked.filter((one) => one !== version), version].slice(-50);
  const act = hasGone ? 'rolledBack' : 'notRolledBack';
  return told({ ...record, probation: null, blocked }, { act, version, reason: null });
}

const told = (record: UpdateRecord, step: UpdateStep): UpdateRecord => ({
  ...record,
  untold: [...record.untold, step].slice(-20),
});

/** The file of the version before, where it is kept. */
export const wayBackOf = ({ probation, kept }: UpdateRecord): KeptFile | null =>
  probation === null ? null : (kept.find(({ version }) => version === probation.from) ?? null);
