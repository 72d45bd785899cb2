import { expect } from 'vitest';
import { commandsUnder, NOT_RUN } from './guide.ts';
import type { Ended, StationRoot } from './station-root.ts';

/** Types a guide's commands on a station: with sudo as root, else as the teller in their home. */
export interface GuideReader {
  follow(line: string): Ended;
  /** Every line under a heading that a test can run; what they wrote. */
  followAll(heading: string): string;
}

/** `repository` is the folder that stands for the bank's server. */
export function readerOf(guide: string, station: StationRoot, home: string, repository: string): GuideReader {
  const follow = (line: string): Ended => {
    const here = line
      .replaceAll('sudo ', '')
      .replace(/https:\S+/, `file:${repository}`)
      .replace(/^liveness-kiosk/, 'liveness-kiosk --ozone-platform=headless');
    const words = ['sh', '-c', `cd ${home} && ${here}`];
    return line.includes('sudo ') ? station.run(...words) : station.runAsTeller(words);
  };
  return {
    follow,
    followAll(heading) {
      const lines = commandsUnder(guide, heading).filter((line) => NOT_RUN[line] === undefined);
      const ends = lines.map((line) => follow(line));
      expect(ends.length).toBeGreaterThan(0);
      // doctor says what is wrong with a station that has no camera.
      const isWell = (line: string, status: number): boolean =>
        status === 0 || (status === 1 && line.endsWith(' doctor'));
      expect(lines.filter((line, at) => !isWell(line, ends[at]?.status ?? -1))).toEqual([]);
      return ends.map(({ stdout }) => stdout).join('');
    },
  };
}
