import type { UpdateAct, UpdateReason } from '../../update-state.ts';
import type { WeekDay } from '../../update-settings.ts';

/** Updates: the supervisor's page and doctor. */
export const updates = {
  title: 'Updates',
  off: 'IT’s policy leaves updates to the bank’s own tools (Intune, SCCM, apt).',
  running: (version: string) => `Version ${version} is running.`,
  lead: (from: string, to: string, days: string) =>
    `New versions are fetched and installed by themselves from ${from} to ${to} (${days}), while nobody uses this station.`,
  everyDay: 'every day',
  days: {
    mon: 'Mon',
    tue: 'Tue',
    wed: 'Wed',
    thu: 'Thu',
    fri: 'Fri',
    sat: 'Sat',
    sun: 'Sun',
  } satisfies Record<WeekDay, string>,
  rings: {
    pilot: 'Pilot station: takes a new version as soon as it is listed.',
    staged: (place: string) =>
      `Takes a new version once it is released to more than ${place} % of the stations.`,
  },
  probation: (starts: number) =>
    `This version is new here and has to prove itself in ${starts === 1 ? 'one more start' : `${starts} more starts`}.`,
  wayBack: (version: string) => `If it keeps failing, the station goes back to version ${version} by itself.`,
  noWayBack: 'No version before it is kept on this disk: if it keeps failing, call IT.',
  blocked: (versions: string) => `Not taken again, because it failed here: ${versions}.`,
  check: 'Look for updates now',
  checking: 'Looking for updates. If one is installed, the program starts again by itself.',
  acts: {
    checked: 'The list of updates was read; its signature is good.',
    downloaded: 'The new version was fetched and examined.',
    refused: 'Not updated.',
    installing: 'The new version is being put in place.',
    installed: 'The new version is running.',
    rolledBack: 'The new version failed; the station went back to the one before.',
    notRolledBack: 'The new version failed, and the one before could not be put back. Call IT.',
  } satisfies Record<UpdateAct, string>,
  reasons: {
    off: 'The policy leaves updates to IT. There is nothing to do here.',
    notUpdatable:
      'This installation cannot replace itself. Update it by apt, Intune or SCCM, and set updates.mode to off.',
    noRights:
      'This account may not replace the program. Update it by the bank’s own tools, or give the account the right to write there.',
    noPublisher:
      'The installer is not signed by this program’s publisher, or this build names none. Do not install it; call IT.',
    unreachable: 'The update server does not answer as it should. Check the network and updates.address.',
    untrusted:
      'The update server’s certificate is not trusted. Somebody may answer in its place, or updates.caBundlePath is missing. Call IT.',
    badSignature:
      'The list of updates is not signed by the bank’s key. Nothing was fetched. Sign the list anew; if nobody changed it, call security.',
    badList: 'The signed list of updates cannot be used: a part is missing or wrong. Make and sign it anew.',
    upToDate: 'This is the newest version listed.',
    older: 'The list offers an older version. It is not taken; go back with the bank’s own tools.',
    blocked: 'This version failed on this station before and is not taken again. Release a newer one.',
    stagedOut:
      'This version has not been released to this station yet. It comes when its percentage is raised.',
    outsideWindow: 'Outside the time for updates. It is installed by itself in the next window.',
    busy: 'This station is in use, or a check waits for a decision. It is tried again by itself.',
    damaged: 'The file is not the one the list names. It was thrown away. Put the right file on the server.',
    diskFull: 'There is too little room on the disk. Free some and look again.',
    failed: 'The new version could not be put in place. The old one goes on. Call IT if it happens again.',
  } satisfies Record<UpdateReason, string>,
} as const;
