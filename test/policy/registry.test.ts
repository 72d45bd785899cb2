import { describe, expect, it } from 'vitest';
import { effectivePolicy } from '../../main/core/effective-policy.ts';
import { parseRegistry, type QueryRegistry, readRegistryPolicy } from '../../main/policy/registry.ts';

const KEY = 'HKLM\\Software\\Policies\\Liveness Kiosk';

/** What `reg query` prints, as documented by Microsoft: an empty line, the key, a value a line. */
const PRINTED = [
  '',
  'HKEY_LOCAL_MACHINE\\Software\\Policies\\Liveness Kiosk',
  '    stationId    REG_SZ    Quầy số 3',
  '    cardRequired    REG_DWORD    0x0',
  '    maxTries    REG_DWORD    0xa',
  '    parking.hours    REG_SZ    1.5',
  '    cameras.allowed.face    REG_MULTI_SZ    Logitech BRIO*\\0*(046d:085e)',
  '    cameras.face.rotationDegrees    REG_SZ    90',
  '    service.pins.expiresAtMs    REG_SZ    1830297600000',
  '    service.pins.sha256    REG_MULTI_SZ    BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\\0CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg=',
  '    precheck.rules    REG_MULTI_SZ    {"video.frameRate":\\0{"severity":"warn"}}',
  '',
  '',
].join('\r\n');

const answering =
  (answers: Readonly<Record<string, string>>): QueryRegistry =>
  (key) =>
    answers[key] ?? null;

const read = (printed: string) => {
  const source = readRegistryPolicy('machine', 'HKLM', answering({ [KEY]: printed }));
  if (source === null) throw new Error('no source');
  return effectivePolicy([source]);
};
const oneValue = (line: string): string => `\r\n${KEY}\r\n    ${line}\r\n`;

describe('the policy in the registry', () => {
  it('becomes what a file would say, each value by the type of its setting', () => {
    const { policy, state } = read(PRINTED);
    expect(state.problems).toEqual([]);
    expect(policy).toMatchObject({
      stationId: 'Quầy số 3',
      cardRequired: false,
      maxTries: 10,
      parking: { hours: 1.5 },
      cameras: { allowed: { face: ['Logitech BRIO*', '*(046d:085e)'] }, face: { rotationDegrees: 90 } },
      service: { pins: { expiresAtMs: 1_830_297_600_000 } },
      precheck: { rules: { 'video.frameRate': { severity: 'warn' } } },
    });
    expect(state.settings.filter(({ origin }) => origin === 'machine')).toHaveLength(9);
  });

  it.each([
    ['basUrl    REG_SZ    x', 'unknown basUrl'],
    ['service    REG_SZ    x', 'unknown service (REG_SZ)'],
    ['service.basUrl    REG_SZ    x', 'unknown service.basUrl'],
    ['cardRequired    REG_SZ    yes', 'illTyped cardRequired'],
    ['cardRequired    REG_DWORD    0x2', 'illTyped cardRequired'],
    ['maxTries    REG_DWORD    0xb', 'illTyped maxTries'],
    ['maxTries    REG_SZ    many', 'illTyped maxTries'],
    ['precheck.rules    REG_SZ    {', 'illTyped precheck.rules'],
  ])('names %j as "%s"', (line, wanted) => {
    const problems = read(oneValue(line)).state.problems.map(({ reason, key }) => `${reason} ${key}`);
    expect(problems).toEqual([wanted]);
  });

  it('names a key below, whose values nobody would read', () => {
    const printed = `${oneValue('maxTries    REG_DWORD    0x5')}\r\nHKEY_LOCAL_MACHINE\\Software\\Policies\\Liveness Kiosk\\service\r\n`;
    expect(read(printed).state.problems).toMatchObject([{ key: 'service\\', reason: 'unknown' }]);
  });

  it('is none where the key is not there, and a fault where it is there and can’t be read', () => {
    const parent = 'HKLM\\Software\\Policies';
    const list = (name: string): string => `\r\nHKEY_LOCAL_MACHINE\\Software\\Policies\\${name}\r\n`;
    const readWith = (answers: Readonly<Record<string, string>>) =>
      readRegistryPolicy('machine', 'HKLM', answering(answers));
    expect(readWith({ [parent]: list('Microsoft') })).toBeNull();
    expect(readWith({ [parent]: list('Liveness Kiosk') })?.fault?.reason).toBe('unreadable');
    // A registry that does not answer at all may hold a policy.
    expect(readWith({})?.fault?.reason).toBe('unreadable');
    expect(readRegistryPolicy('user', 'HKCU', answering({}))).toBeNull();
  });

  it('reads names and data with spaces in them', () => {
    expect(parseRegistry('    a b    REG_SZ    c  d    e\r\n')).toEqual([
      { name: 'a b', type: 'REG_SZ', data: 'c  d    e' },
    ]);
  });
});
