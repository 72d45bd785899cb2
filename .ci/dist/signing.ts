import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { SetupError } from '../setup/progress.ts';

const path = z.string().min(1);

/** RFC 3161 only: a signature without a time stamp ends with its certificate. */
const common = {
  timestampUrl: z.url({ protocol: /^https?$/ }),
  /** The certificate's whole subject: an updater that compares less is satisfied by a namesake. */
  publisher: z.string().regex(/^CN=.+,.*O=/, 'the full subject, such as "CN=Bank, O=Bank, C=VN"'),
};

/** Where each key lies. No secret stands here: passwords and PINs are files of their own. */
const windowsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('certificateFile'), file: path, passwordFile: path, ...common }),
  z.strictObject({
    kind: z.literal('pkcs11'),
    engine: path,
    module: path,
    /** A PKCS#11 URI or the key's label. */
    key: z.string(),
    certificateFile: path,
    pinFile: path,
    ...common,
  }),
  /** On Windows: a certificate in the machine's store, where an HSM's driver shows it too. */
  z.strictObject({ kind: z.literal('store'), sha1: z.string().regex(/^[0-9a-fA-F]{40}$/), ...common }),
  /** A cloud's own signer; "{file}" stands for the file to sign. */
  z.strictObject({
    kind: z.literal('command'),
    command: z.array(z.string()).min(2).refine((words) => words.includes('{file}'), 'needs "{file}"'),
    publisher: common.publisher,
  }),
]);
export type WindowsSigning = z.infer<typeof windowsSchema>;

const linuxSchema = z.strictObject({
  /** Whole fingerprint of the OpenPGP key, in `gnupgHome` or the user's own key ring. */
  fingerprint: z.string().regex(/^[0-9A-F]{40}$/, '40 letters of a fingerprint'),
  gnupgHome: path.optional(),
});
export type LinuxSigning = z.infer<typeof linuxSchema>;

/** The Ed25519 key that stations know by `updates.publicKeys`: a file, or whatever holds it. */
const updateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keyFile'), file: path }),
  z.strictObject({
    kind: z.literal('command'),
    command: z
      .array(z.string())
      .min(3)
      .refine((words) => words.includes('{file}') && words.includes('{signature}'), 'needs "{file}" and "{signature}"'),
    publicKey: z.string().regex(/^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/, 'base64 of an Ed25519 public key'),
  }),
]);
export type UpdateSigning = z.infer<typeof updateSchema>;

const signingSchema = z.strictObject({
  windows: windowsSchema.optional(),
  linux: linuxSchema.optional(),
  updates: updateSchema.optional(),
});
export type Signing = z.infer<typeof signingSchema>;

/** The file `LIVENESS_KIOSK_SIGNING` names; without it nothing is signed, and everything says so. */
export function readSigning(env: NodeJS.ProcessEnv = process.env): Signing {
  const file = env.LIVENESS_KIOSK_SIGNING ?? '';
  if (file === '') return {};
  if (!existsSync(file)) throw new SetupError(`LIVENESS_KIOSK_SIGNING names ${file}, which is not there.`);
  const parsed = signingSchema.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new SetupError(`${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema refuses null and the file is named.
    return null;
  }
}

/**
 * The command that signs one Windows file in place, or into `signed` where the signer writes a new one.
 * SHA-256 for the file and for the time stamp; secrets by file, never as a word of the command.
 */
export function windowsSignCommand(
  signing: WindowsSigning,
  file: string,
  signed: string,
  platform: NodeJS.Platform,
): readonly string[] {
  if (signing.kind === 'command') return signing.command.map((word) => (word === '{file}' ? file : word));
  if (platform === 'win32') return signtool(signing, file);
  const stamp = ['-h', 'sha256', '-ts', signing.timestampUrl, '-in', file, '-out', signed];
  switch (signing.kind) {
    case 'certificateFile':
      return ['osslsigncode', 'sign', '-pkcs12', signing.file, '-readpass', signing.passwordFile, ...stamp];
    case 'pkcs11':
      return [
        ...['osslsigncode', 'sign', '-pkcs11engine', signing.engine, '-pkcs11module', signing.module],
        ...['-key', signing.key, '-certs', signing.certificateFile, '-readpass', signing.pinFile, ...stamp],
      ];
    case 'store':
      throw new SetupError('A certificate in the store of Windows can sign on Windows only.');
  }
}

function signtool(signing: Exclude<WindowsSigning, { kind: 'command' }>, file: string): readonly string[] {
  if (signing.kind !== 'store')
    throw new SetupError(
      'On Windows, put the certificate into the machine’s store (an HSM’s driver does) and name it by "sha1", so that no password stands in a command.',
    );
  const stamp = ['/fd', 'sha256', '/tr', signing.timestampUrl, '/td', 'sha256'];
  return ['signtool', 'sign', '/sm', '/sha1', signing.sha1, ...stamp, file];
}
