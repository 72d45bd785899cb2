import { DOMParser } from '@xmldom/xmldom';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { admlText, admxText, policySchemaText } from '../../.ci/policy-templates.ts';
import { effectivePolicy } from '../../main/core/effective-policy.ts';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { policySettings } from '../../main/core/policy-settings.ts';
import { namedPolicySource } from '../../main/policy/sources.ts';
import { ROOT } from '../support/setup-manifest.ts';

const stop = (message: string): never => {
  throw new Error(message);
};
const parse = (text: string): Document =>
  new DOMParser({ errorHandler: { warning: stop, error: stop, fatalError: stop } }).parseFromString(
    text,
    'application/xml',
  );
const attributes = (text: string, element: string, name: string): readonly string[] =>
  Array.from(parse(text).getElementsByTagName(element)).map((node) => node.getAttribute(name) ?? '');

// `npx vitest run -c .ci/vitest.config.ts -u test/setup/policy-templates.test.ts` publishes a changed policy.
describe('what IT gets to write a policy with', () => {
  it.each([
    ['policy/admx/liveness-kiosk.admx', admxText],
    ['policy/admx/en-US/liveness-kiosk.adml', () => admlText('en')],
    ['policy/admx/vi-VN/liveness-kiosk.adml', () => admlText('vi')],
    ['schemas/policy.json', policySchemaText],
  ] as const)('%s is made from the schema the program parses', async (file, make) => {
    await expect(make()).toMatchFileSnapshot(`../../resources/${file}`);
  });

  it('says in both languages what every setting does, and of no other', () => {
    const paths = policySettings.map(({ path }) => path).toSorted();
    expect(paths.length).toBeGreaterThan(40);
    for (const language of ['vi', 'en'] as const)
      expect(Object.keys(catalogues[language].policy.settings).toSorted()).toEqual(paths);
  });
});

describe('the group policy template', () => {
  it('is well-formed and has one policy a setting', () => {
    expect(attributes(admxText(), 'policy', 'name')).toEqual(
      policySettings.map(({ path }) => path.replaceAll('.', '_')),
    );
    expect(new Set(attributes(admxText(), 'policy', 'key'))).toEqual(
      new Set(['Software\\Policies\\Liveness Kiosk']),
    );
  });

  it('lets users decide only what may be theirs', () => {
    const classes = attributes(admxText(), 'policy', 'class');
    expect(classes.filter((name) => name === 'Both')).toHaveLength(
      policySettings.filter(({ forUser }) => forUser).length,
    );
    expect(classes[policySettings.findIndex(({ path }) => path === 'service.baseUrl')]).toBe('Machine');
  });

  it.each(['vi', 'en'] as const)('finds every word it needs in %s', (language) => {
    const wanted = (what: string): readonly string[] =>
      [...admxText().matchAll(new RegExp(`\\$\\(${what}\\.([^)]+)\\)`, 'g'))].map((match) => match[1] ?? '');
    const strings = attributes(admlText(language), 'string', 'id');
    expect(new Set(strings).size).toBe(strings.length);
    expect(wanted('string').filter((id) => !strings.includes(id))).toEqual([]);
    const presentations = attributes(admlText(language), 'presentation', 'id');
    expect(wanted('presentation').toSorted()).toEqual(presentations.toSorted());
  });

  it('is refused by the parser when it is damaged, so this test can fail', () => {
    expect(() => parse(admxText().replace('</policies>', ''))).toThrow('unclosed xml');
  });
});

describe('the example policies', () => {
  const folder = join(ROOT, 'resources/policy');
  const examples = readdirSync(folder).filter((name) => name.endsWith('.json'));

  it('are there for a branch, a test bench and an on-premise service', () => {
    expect(examples).toEqual(['branch.json', 'on-premise.json', 'test-bench.json']);
  });

  it.each(examples)('%s is understood whole', (name) => {
    const { state } = effectivePolicy([namedPolicySource(join(folder, name))]);
    expect(state.problems).toEqual([]);
    expect(state.settings.filter(({ origin }) => origin === 'machine').length).toBeGreaterThan(3);
    expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(/api.?key"\s*:/i);
  });
});
