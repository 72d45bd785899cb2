import type { RingRefusal } from '../../ring-document.ts';
import type { RingShown } from '../../ring-store.ts';

/** Rings of policies: at the station, at head office and on the command line. */
export const ring = {
  origin: (name: string, version: string) => `ring ${name}, version ${version}`,
  none: (name: string) => `ring ${name}: no policy of it is in force`,
  standings: {
    none: 'not in force',
    trial: 'on trial: this computer has not been checked under it yet',
    settled: 'in force',
  } satisfies Record<RingShown['standing'], string>,
  waiting: (version: string) =>
    `Version ${version} comes into force when its time has come and nobody is being served.`,
  refused: (version: string, reason: string) => `Version ${version} is not used. ${reason}`,
  refusals: {
    malformed: 'It is no document of this program. Sign it again with "fleet policy sign".',
    badSignature: 'It is not signed by the key that the machine’s policy names. Nothing in it was looked at.',
    otherBank: 'It is another bank’s.',
    otherRing: 'It is another ring’s.',
    older: 'It is not newer than what the station has had. Sign it again with a higher version.',
    rolledBack:
      'The check of the station turned red under it, so the one before is in force again. Put right what the check named and sign a new version.',
    expired: 'Its time is over. Sign a new version with a later end.',
    unknown: 'This program has no such setting. Check the spelling, or update the program first.',
    illTyped: 'A value does not fit.',
    notForRing: 'Only the machine’s policy may decide this setting.',
    conflict: 'It does not go together with the machine’s policy of the station.',
  } satisfies Record<RingRefusal, string>,
  cli: {
    notAKey:
      'This is no Ed25519 private key. Make one with "openssl genpkey -algorithm ed25519" and give its file, or - for standard input.',
    notAPublicKey: 'This is no Ed25519 public key. Give the one that belongs to head office’s private key.',
    keyNeeded: 'Give head office’s public key with --key PEM: what no station would take is not put.',
    publicKey: (key: string) => `For "fleet.policyKey" of the stations: ${key}`,
    put: (name: string, version: string, from: string, until: string) =>
      `Version ${version} for ring ${name} lies on the cluster, for ${from} to ${until}. Stations take it when nobody is being served.`,
    notPut: (reason: string) => `Nothing was put on the cluster. ${reason}`,
    notSigned: (reason: string) => `Nothing was signed. ${reason}`,
    empty: 'No ring has a policy on the cluster.',
    line: (version: string, from: string, until: string) => `version ${version}, ${from} to ${until}`,
    signatures: {
      good: 'signed by this key',
      bad: 'NOT SIGNED BY THIS KEY',
      unchecked: 'signature not checked: give --key PEM',
    },
  },
} as const;
