/** What the teller is told besides the session: calls without an outcome, the quota, checks kept for later. */
export const deskTexts = {
  unresolvedTitle: 'For the teller: requests without an outcome',
  unresolvedLead:
    'They left this machine, but it is not known what the service answered. Each may have been charged.',
  unresolved: (reference: string, at: string) => `${reference}, ${at}`,
  acknowledge: 'Noted',
  damaged: (lines: number) =>
    lines === 1
      ? 'One line of the call ledger cannot be read. Call IT.'
      : `${lines} lines of the call ledger cannot be read. Call IT.`,
  parkTitle: 'Or decide later',
  parkText: (hours: string) =>
    `The video and the picture can be kept on this machine, sealed, for ${hours}. A colleague can then send them again or delete them. After that they delete themselves.`,
  parkCheck: 'The customer was asked and agrees.',
  park: 'Keep it and decide later',
  parking: 'Sealing',
  parkedTitle: 'For the teller: checks kept for a decision',
  parkedUntil: (reference: string, at: string) => `${reference}, until ${at}`,
  openParked: (reference: string) => `Open ${reference}`,
  eraseParked: (reference: string) => `Delete ${reference}`,
  usedToday: (used: string, limit: string) => `Calls of this station today: ${used} of ${limit}.`,
  usedThisMonth: (used: string, limit: string) => `Calls of this station this month: ${used} of ${limit}.`,
  handOver: {
    waitingTitle: 'The bank does not have its copy yet',
    waiting:
      'The locked copy of this check is kept sealed on this station and goes to the bank by itself. You can finish and serve the next customer.',
    failedTitle: 'The bank gets no copy of this check',
    failed: (reference: string) =>
      `The locked copy could not be kept. Write down the reference ${reference} and call IT before you finish: finishing deletes the video and the picture. The verdict is kept.`,
    standTitle: 'Copies for the bank',
    noneWaits: 'No copy waits; the bank has them all.',
    someWait: (count: string, since: string) =>
      `${count} locked copies wait on this station, the oldest since ${since}. They are sent by themselves while no customer is served.`,
    lastTry: 'The last try did not work. Check the network and the address of the bank, or call IT.',
  },
} as const;
