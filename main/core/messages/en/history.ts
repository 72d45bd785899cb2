/** The journal as people meet it: history screen, verification on the command line, retention. */
export const history = {
  verify: {
    whole: (from: number, to: number) => `WHOLE: records ${from} to ${to} are as the station wrote them.`,
    empty: 'WHOLE: the file holds no record.',
    bad: (seq: number, problem: string) => `NOT WHOLE: first bad record ${seq}. ${problem}`,
    key: (keyId: string) => `Station key ${keyId}.`,
    keyFromFile:
      'The key came with the file. Compare its number with the station, or name the key with --key, to be sure whose journal this is.',
    heads: (count: number) => `Heads kept apart that fit: ${count}.`,
    noHeads: 'No head from elsewhere was compared; records cut from the end would show only by one (--head).',
    noKey: 'There is no public key for this. Name the station key (PEM file) with --key.',
    problems: {
      unreadable: 'It cannot be read as a record.',
      changed: 'It was changed, or was not written by this station.',
      misplaced: 'A record is missing here, or one stands where it does not belong.',
      truncated: 'This record and what followed are missing.',
      rewritten: 'A head kept apart names another record in this place.',
      lossNoted: 'Here the station itself noted that records had been lost or replaced.',
      startMissing: 'The oldest records are gone, and no retention removed them.',
      header: 'The first line of the export was changed.',
      damagedDatabase: 'The database file is damaged from here on.',
    },
  },
  receipt: {
    genuine: 'GENUINE: the station signed this receipt.',
    notGenuine: 'NOT GENUINE: the signature does not fit this text and key.',
    notReceipt: 'This is not the text of a receipt.',
    unknownKey: (keyId: string) =>
      `The receipt names station key ${keyId}, which was not found here. Name it (PEM file) with --key.`,
    practice: 'PRACTICE: this receipt is not about a real check.',
    reference: 'Reference',
    time: 'Time',
    station: 'Station',
    outcome: 'Result',
    code: 'Service code',
    video: 'Video fingerprint',
    card: 'Card fingerprint',
  },
} as const;
