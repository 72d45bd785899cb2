/** Words for the bank's cluster: head office's commands and page. */
export const fleet = {
  cli: {
    noServer:
      'No cluster is named. Set "fleet" in the policy, or give --server tls://HOST:PORT and --creds FILE (and --ca PEM).',
    whole: (count: string, records: string) => `WHOLE: ${count} chains, ${records} records.`,
    notWhole: (bad: string, count: string) => `NOT WHOLE: ${bad} of ${count} chains.`,
    none: 'The stream holds no chain.',
    ready: 'The streams and the policy bucket are there.',
    title: (stations: string, days: string) => `${stations} stations, records of ${days} day(s)`,
    branch: (going: string, stations: string, sessions: string) =>
      `${going} of ${stations} stations may work, ${sessions} sessions`,
    practice: 'practice',
    sessions: 'sessions',
    outcomes: 'outcomes',
    retakes: 'taken again for',
    differing: 'predicted otherwise than answered',
    quota: 'calls today',
    policy: 'policy',
    good: (first: string, last: string) => `records ${first} to ${last} are as the station wrote them`,
    bad: (seq: string, problem: string) => `first bad record ${seq}. ${problem}`,
    pending: (count: string) => `${count} records are still at the station`,
    unheard: 'this station has never sent its head, so a missing end would not show',
    keysFromStream:
      "The keys came with the stream. Give the stations' own (--key PEM, several times) to know for certain whose records these are.",
  },
  standings: { go: 'go', attention: 'attention', noGo: 'NO GO' },
  remarks: {
    silent: 'Nothing was heard of it for more than five minutes. Look at its network and power.',
    forked: 'Its journal is not the one on the stream. Ask who restored or cloned it.',
    quotaReached: 'Its quota of calls is used up.',
    gap: 'Records are missing on the stream. Check with verify-journal --stream.',
    streaming: 'Its records do not get through; they wait at the station.',
    faults: 'Sessions broke or were cut short.',
    lagging: 'Many records have not left it yet.',
    policyRefused: 'It refused or took back a policy of its ring.',
  },
  problems: {
    unreadable: 'It cannot be read as a record.',
    changed: 'It was changed, or this station did not write it.',
    misplaced: 'A record is missing here, or one stands in the wrong place.',
    truncated: 'The station knows that this record and the following were taken; they are gone.',
    rewritten: "The station's head names another record in this place.",
    lossNoted: 'Here the station itself noted that records were lost or replaced.',
    startMissing: 'The oldest records are gone, and not because their time was over.',
    headForeign: 'The head does not belong to this chain.',
    header: 'The beginning was changed.',
    damagedDatabase: 'The database is damaged from here on.',
    forked:
      "From here on the station's own journal is another one: it was put back from an old copy, or two stations share a key.",
    keyUnknown: 'None of the keys given belongs to these records.',
    headInvalid: 'What stands there as the head of this chain was not signed by its key.',
  },
} as const;
