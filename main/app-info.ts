import { randomInt } from 'node:crypto';
import { programVersion } from './app-version.ts';
import type { Config } from './config.ts';
import { appearanceOf } from './core/appearance.ts';
import type { AppInfo } from './core/contract.ts';
import type { Mode } from './core/verdict-shape.ts';

/** What both pages are told about this station when they start. */
export function appInfo({ policy, isClosed }: Config, mode: Mode, handsOver: boolean): AppInfo {
  return {
    version: programVersion(),
    mode,
    stationId: policy.stationId,
    defaultLanguage: policy.defaultLanguage,
    cardRequired: policy.cardRequired,
    handsOver,
    consentAct: policy.consentAct,
    maxTries: policy.maxTries,
    recording: policy.recording,
    cameras: policy.cameras,
    card: {
      camera: policy.card.camera,
      fromFile: policy.card.fromFile,
      fromFolder: policy.card.folder !== null,
    },
    isClosed,
    secondScreen: policy.secondScreen.show === 'auto',
    appearance: appearanceOf(policy.appearance),
  };
}

/** Letters and digits that can't be mistaken for one another when read aloud. */
const REFERENCE_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A reference such as "K7QM-2XTA-9P": 30^10 of them, without any meaning. */
export function newSessionId(): string {
  const letters = Array.from({ length: 10 }, () => REFERENCE_LETTERS[randomInt(REFERENCE_LETTERS.length)]);
  return letters.join('').replace(/(.{4})(.{4})(.{2})/, '$1-$2-$3');
}
