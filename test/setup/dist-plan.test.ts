import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { artifactName } from '../../.ci/dist/package.ts';
import { planDist } from '../../.ci/dist/plan.ts';
import { readSigning, type WindowsSigning, windowsSignCommand } from '../../.ci/dist/signing.ts';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { ROOT } from '../support/setup-manifest.ts';

describe('the plan of a build', () => {
  const here = {
    platform: 'linux',
    electronSource: 'declared',
    hasDpkgDeb: true,
    hasRpmbuild: true,
  } as const;

  it('holds every Linux installer where everything is there', () => {
    const { targets, leftOut } = planDist(here);
    expect(targets).toEqual(['--linux', 'deb', 'rpm', 'AppImage']);
    expect(leftOut).toHaveLength(1);
  });

  it('leaves out, each with its reason, what a closed network lacks', () => {
    const { targets, leftOut } = planDist({ ...here, electronSource: 'registry', hasRpmbuild: false });
    expect(targets).toEqual(['--linux', 'deb']);
    expect(leftOut.map((reason) => reason.split(':')[0])).toEqual(['rpm', 'AppImage', 'nsis, msi']);
  });

  it('holds both Windows installers on Windows, and a folder where nothing can be packed', () => {
    expect(planDist({ ...here, platform: 'win32' }).targets).toEqual(['--win', 'nsis', 'msi']);
    const bare = { ...here, electronSource: 'registry', hasDpkgDeb: false, hasRpmbuild: false } as const;
    expect(planDist(bare).targets).toEqual(['--dir']);
  });
});

describe('a build without a key', () => {
  it('says UNSIGNED in every file name and on the About page, in both languages; a signed one does not', () => {
    expect(artifactName('unsigned')).toBe('${name}-${version}-${arch}-UNSIGNED.${ext}');
    expect(artifactName('signed')).toBe('${name}-${version}-${arch}.${ext}');
    expect(catalogues.en.admin.about.signing.unsigned).toMatch(/^UNSIGNED/);
    expect(catalogues.vi.admin.about.signing.unsigned).toMatch(/KHÔNG|CHƯA|UNSIGNED/);
    for (const { admin } of [catalogues.vi, catalogues.en])
      expect(admin.about.signing.signed).not.toBe(admin.about.signing.unsigned);
  });
});

const publisher = 'CN=Bank, O=Bank, C=VN';
const timestampUrl = 'http://ts.bank.example';

describe('the command that signs for Windows', () => {
  it.each([
    [
      { kind: 'certificateFile', file: 'c.pfx', passwordFile: 'p', timestampUrl, publisher },
      'linux',
      'osslsigncode sign -pkcs12 c.pfx -readpass p -h sha256 -ts http://ts.bank.example -in a.exe -out a.signed',
    ],
    [
      {
        kind: 'pkcs11',
        engine: 'pkcs11.so',
        module: 'hsm.so',
        key: 'pkcs11:object=kiosk',
        certificateFile: 'chain.pem',
        pinFile: 'pin',
        timestampUrl,
        publisher,
      },
      'linux',
      'osslsigncode sign -pkcs11engine pkcs11.so -pkcs11module hsm.so -key pkcs11:object=kiosk -certs chain.pem -readpass pin -h sha256 -ts http://ts.bank.example -in a.exe -out a.signed',
    ],
    [
      { kind: 'store', sha1: 'a'.repeat(40), timestampUrl, publisher },
      'win32',
      `signtool sign /sm /sha1 ${'a'.repeat(40)} /fd sha256 /tr http://ts.bank.example /td sha256 a.exe`,
    ],
    [
      { kind: 'command', command: ['azuresigntool', 'sign', '-kvu', 'https://v', '{file}'], publisher },
      'win32',
      'azuresigntool sign -kvu https://v a.exe',
    ],
  ] as const satisfies readonly (readonly [WindowsSigning, NodeJS.Platform, string])[])(
    'for $0.kind on %s is right and holds no secret',
    (signing, platform, wanted) => {
      const command = { ...signing } as WindowsSigning;
      expect(windowsSignCommand(command, 'a.exe', 'a.signed', platform).join(' ')).toBe(wanted);
    },
  );
});

describe('the file that names the keys', () => {
  const read = (content: unknown): ReturnType<typeof readSigning> => {
    const folder = mkdtempSync(join(tmpdir(), 'kiosk-signing-'));
    try {
      const file = join(folder, 'signing.json');
      writeFileSync(file, JSON.stringify(content));
      return readSigning({ LIVENESS_KIOSK_SIGNING: file });
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  const pfx = { kind: 'certificateFile', file: 'c.pfx', passwordFile: 'p', timestampUrl, publisher };

  it('may be missing: then nothing is signed', () => {
    expect(readSigning({})).toEqual({});
    expect(read({ windows: pfx }).windows?.kind).toBe('certificateFile');
  });

  it.each([
    [{ windows: { ...pfx, password: 'secret' } }, 'windows'],
    [{ windows: { ...pfx, publisher: 'CN=Bank' } }, 'windows.publisher'],
    [{ windows: { ...pfx, timestampUrl: 'ts' } }, 'windows.timestampUrl'],
    [{ windows: { kind: 'command', command: ['sign', 'it'], publisher } }, 'windows.command'],
    [{ linux: { fingerprint: 'ABCD' } }, 'linux.fingerprint'],
    [{ mac: {} }, 'mac'],
    ['not an object', 'signing.json'],
  ])('is refused by name when it says %j', (content, named) => {
    expect(() => read(content)).toThrow(named);
  });

  it('is shown in the admin guide for every kind of signing, as the build reads it', () => {
    const guide = readFileSync(join(ROOT, 'resources/docs/admin-guide.md'), 'utf8');
    const examples = [...guide.matchAll(/```json\n([\s\S]*?)```/g)]
      .map((match): unknown => JSON.parse(match[1] ?? ''))
      .filter((value) => JSON.stringify(value).includes('"publisher"'))
      .map(read);
    expect(examples.map(({ windows }) => windows?.kind ?? '').toSorted()).toEqual([
      'certificateFile',
      'command',
      'pkcs11',
      'store',
    ]);
  });

  it('that is named and not there is refused', () => {
    expect(() => readSigning({ LIVENESS_KIOSK_SIGNING: '/nowhere/signing.json' })).toThrow('not there');
  });
});
