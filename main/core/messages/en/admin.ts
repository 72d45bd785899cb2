import { adminDoor } from './doors.ts';

/** The supervisor's pad and pages, teller sign-on, and the key command. */
export const admin = {
  ...adminDoor,
  cli: {
    needsApp:
      'The key lives in the keychain of this computer, and only the app itself can open it. Run its own program: liveness-kiosk key status (from the sources: npm start -- key status).',
    pinNeedsApp:
      'Only the app itself sets this PIN. Run its own program: liveness-kiosk supervisor-pin set (from the sources: npm start -- supervisor-pin set).',
    pinIs: {
      policy: 'The supervisor PIN is set by IT’s policy (kiosk.supervisorPinHash).',
      set: 'A supervisor PIN is set on this station.',
      missing: 'No supervisor PIN is set on this station. Set one: liveness-kiosk supervisor-pin set.',
    },
  },
  desk: {
    title: 'Supervisor',
    lead: 'This page closes by itself after two minutes without use.',
    lock: 'Lock and close',
    changePin: 'New supervisor PIN',
    leaveTitle: 'The program',
    restart: 'Restart the program',
    exit: 'End the program',
  },
  keys: {
    title: 'Service key',
    lead: 'Copy the key from the portal, or have it in a file. It goes straight into the keychain of this computer; no screen shows it. A restart puts it to use.',
    slots: {
      live: 'Live key',
      test: 'Test key',
      fleet: "Key for the bank's cluster",
      handOver: 'Token for the archive of the bank',
    },
    notSet: 'not set',
    isSet: (fingerprint: string) => `set, fingerprint ${fingerprint}`,
    fromClipboard: 'Take from clipboard',
    fromFile: 'Take from file',
    remove: 'Remove',
  },
  tellers: {
    title: 'Tellers',
    lead: 'Who may sign on here with a PIN.',
    none: 'nobody yet',
    add: 'Add or replace',
    remove: (name: string) => `Remove ${name}`,
  },
  about: {
    title: 'About',
    version: 'Version',
    signing: {
      signed: 'signed',
      unsigned: 'UNSIGNED: for tests only, not for a branch',
      development: 'started from sources',
    },
    build: 'Build',
    station: 'Station',
    runtime: 'Runtime',
    policy: 'Policy',
    colour: 'Colour',
    colourAsAsked: 'as asked',
    colourChanged: (asked: string, light: string, dark: string) =>
      `${asked} could not be read everywhere; used are ${light} (light) and ${dark} (dark)`,
    managed: 'managed by IT',
    notManaged: 'built-in defaults or a file named at the start',
    notices: 'Licences of the parts inside',
    noNotices: 'This build carries no list; a release does.',
  },
  outOfService: {
    title: 'Out of service',
    lead: 'Please go to another counter. This station tries again by itself in two minutes. For support:',
  },
} as const;
