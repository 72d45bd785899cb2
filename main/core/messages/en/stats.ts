/** `kiosk stats`: what we expected of the service against what it answered. */
export const stats = {
  title: 'Expected and answered codes',
  show: 'Show',
  station: (station: string, mode: string) => `Station ${station} (${mode})`,
  calls: (calls: number, answered: number, notSent: number, unknown: number) =>
    `${calls} calls: ${answered} answered, ${notSent} never sent, ${unknown} without a known outcome`,
  corner: 'Expected ↓ answered →',
  pairs: 'Expected code -> answered code',
  rules: 'Remarks on what was sent (confirmed: refused with this code; in vain: answered 200)',
  rule: (remarked: number, confirmed: number, inVain: number) =>
    `${remarked} remarks, ${confirmed} confirmed, ${inVain} in vain`,
  missed: 'Too loose: refused without a remark of ours',
  missedCode: (count: number, rules: string) => `${count} times; looked at by ${rules}`,
  suggestions: 'Suggested for the policy',
  noSuggestions: (enough: number) =>
    `No suggestion yet: a rule needs ${enough} answers that tell something about it.`,
  blind: 'What the precheck stopped was never sent, so nothing is known about it.',
  damaged: (lines: number) => `${lines} lines could not be read.`,
  none: 'No calls yet.',
} as const;
