/** Words for the bank's cluster: head office's commands and page. */
export const fleet = {
  cli: {
    noServer:
      'No cluster is named. Set "fleet" in the policy, or give --server tls://HOST:PORT and --creds FILE (and --ca PEM).',
    whole: (count: string, records: string) => `WHOLE: ${count} chains, ${records} records.`,
    notWhole: (bad: string, count: string) => `NOT WHOLE: ${bad} of ${count} chains.`,
    none: 'The stream holds no chain.',
    good: (first: string, last: string) => `records ${first} to ${last} are as the station wrote them`,
    bad: (seq: string, problem: string) => `first bad record ${seq}. ${problem}`,
    pending: (count: string) => `${count} records are still at the station`,
    unheard: 'this station has never sent its head, so a missing end would not show',
    keysFromStream:
      "The keys came with the stream. Give the stations' own (--key PEM, several times) to know for certain whose records these are.",
  },
  problems: {
    unreadable: 'It cannot be read as a record.',
    changed: 'It was changed, or this station did not write it.',
    misplaced: 'A record is missing here, or one stands in the wrong place.',
    truncated: 'The station knows that this record and the following were taken; they are gone.',
    rewritten: "The station's head names another record in this place.",
    lossNoted: 'Here the station itself noted that records were lost or replaced.',
    startMissing: 'The oldest records are gone, and not because their time was over.',
    header: 'The beginning was changed.',
    damagedDatabase: 'The database is damaged from here on.',
    forked:
      "From here on the station's own journal is another one: it was put back from an old copy, or two stations share a key.",
    keyUnknown: 'None of the keys given belongs to these records.',
    headInvalid: 'What stands there as the head of this chain was not signed by its key.',
  },
} as const;
