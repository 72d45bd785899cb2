/** The supervisor’s door, PIN and teller sign-on. */
export const adminDoor = {
  open: 'Supervisor',
  close: 'Back',
  pin: {
    title: 'Supervisor PIN',
    lead: 'Enter the PIN of the supervisor.',
    chooseTitle: 'Choose the supervisor PIN',
    chooseLead: 'Nobody has chosen one yet. 6 to 12 digits; keep it where IT keeps such things.',
    missing:
      'No supervisor PIN is set on this station. IT sets one with the command supervisor-pin set or in the policy.',
    managed: 'IT’s policy sets the supervisor PIN; it can be changed there only.',
    label: 'PIN, 6 to 12 digits',
    enter: 'Enter',
    save: 'Save',
    erase: 'Erase',
    lockedUntil: (time: string) => `No PIN is taken before ${time}.`,
  },
  teller: {
    title: 'Sign on',
    lead: 'Sign on with your staff name and PIN. It stands in the record of every check.',
    id: 'Staff name',
    signOn: 'Sign on',
    signOff: (name: string) => `Sign off ${name}`,
  },
} as const;

/** What the welcome says of a policy. */
export const policyDoor = {
  closed:
    'This counter is closed: its policy cannot be followed. The supervisor’s page names what is wrong; IT corrects it.',
} as const;

/** What the welcome says of the daily check. */
export const stationDoor = {
  open: 'Check the station',
  title: 'Daily check of this station',
  notToday: 'This station has not been checked today.',
  demanded: 'The bank wants this station checked, with the result “Go”, before the first customer.',
  noGoToday: 'Today’s check of this station found something to put right.',
} as const;
