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
  usedToday: (used: string, limit: string) => `Calls of this station today: ${used} of ${limit}.`,
  usedThisMonth: (used: string, limit: string) => `Calls of this station this month: ${used} of ${limit}.`,
} as const;
