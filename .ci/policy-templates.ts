import { z } from 'zod';
import type { Language } from '../main/core/language.ts';
import { catalogues } from '../main/core/messages/catalogue.ts';
import { policySchema } from '../main/core/policy.ts';
import { type PolicySetting, policySettings } from '../main/core/policy-settings.ts';
import { POLICY_KEY } from '../main/policy/registry.ts';

/** Windows group policy templates and the JSON Schema, all made from the one schema of the policy. */

const NAMESPACE = 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions';
const HEAD = `<?xml version="1.0" encoding="utf-8"?>\n<!-- Made from main/core/policy.ts by test/setup/policy-templates.test.ts; not to be changed by hand. -->`;
/** A decimal of group policy is a REG_DWORD. */
const MAX_DWORD = 0xffff_ffff;

/** What a setting is for a group policy editor. */
type Control = 'onOff' | 'decimal' | 'enum' | 'lines' | 'text';

function controlOf({ kind, min, max }: PolicySetting): Control {
  if (kind === 'boolean') return 'onOff';
  if (kind === 'choice') return 'enum';
  if (kind === 'list' || kind === 'json') return 'lines';
  return kind === 'integer' && min !== null && min >= 0 && max !== null && max <= MAX_DWORD
    ? 'decimal'
    : 'text';
}

/** `liveness-kiosk.admx`: the settings, without words. */
export function admxText(): string {
  return [
    HEAD,
    `<policyDefinitions xmlns="${NAMESPACE}" revision="1.0" schemaVersion="1.0">`,
    '  <policyNamespaces>',
    '    <target prefix="livenesskiosk" namespace="Vn.Liveness.Kiosk" />',
    '  </policyNamespaces>',
    '  <resources minRequiredRevision="1.0" />',
    '  <supportedOn>',
    '    <definitions>',
    '      <definition name="SUPPORTED" displayName="$(string.SUPPORTED)" />',
    '    </definitions>',
    '  </supportedOn>',
    '  <categories>',
    '    <category name="LivenessKiosk" displayName="$(string.CATEGORY)" />',
    '  </categories>',
    '  <policies>',
    ...policySettings.map(policyElement),
    '  </policies>',
    '</policyDefinitions>',
    '',
  ].join('\n');
}

/** The words of one language for `liveness-kiosk.admx`. */
export function admlText(language: Language): string {
  const words = catalogues[language].policy.template;
  return [
    HEAD,
    `<policyDefinitionResources xmlns="${NAMESPACE}" revision="1.0" schemaVersion="1.0">`,
    `  <displayName>${words.category}</displayName>`,
    `  <description>${words.category}</description>`,
    '  <resources>',
    '    <stringTable>',
    `      <string id="CATEGORY">${words.category}</string>`,
    `      <string id="SUPPORTED">${words.supported}</string>`,
    ...policySettings.flatMap((setting) => strings(setting, language)),
    '    </stringTable>',
    '    <presentationTable>',
    ...policySettings.flatMap((setting) => presentation(setting)),
    '    </presentationTable>',
    '  </resources>',
    '</policyDefinitionResources>',
    '',
  ].join('\n');
}

const idOf = ({ path }: PolicySetting): string => path.replaceAll('.', '_');

function policyElement(setting: PolicySetting): string {
  const id = idOf(setting);
  const isOnOff = controlOf(setting) === 'onOff';
  const attributes = [
    `name="${id}"`,
    `class="${setting.forUser ? 'Both' : 'Machine'}"`,
    `displayName="$(string.${id})"`,
    `explainText="$(string.${id}_EXPLAIN)"`,
    ...(isOnOff ? [`valueName="${setting.path}"`] : [`presentation="$(presentation.${id})"`]),
    `key="${POLICY_KEY}"`,
  ];
  return [
    `    <policy ${attributes.join(' ')}>`,
    '      <parentCategory ref="LivenessKiosk" />',
    '      <supportedOn ref="SUPPORTED" />',
    ...(isOnOff
      ? [
          '      <enabledValue><decimal value="1" /></enabledValue>',
          '      <disabledValue><decimal value="0" /></disabledValue>',
        ]
      : [`      <elements>${valueElement(setting)}</elements>`]),
    '    </policy>',
  ].join('\n');
}

function valueElement(setting: PolicySetting): string {
  const id = idOf(setting);
  const name = `id="${id}" valueName="${setting.path}" required="true"`;
  const control = controlOf(setting);
  if (control === 'lines') return `<multiText ${name} />`;
  if (control === 'decimal')
    return `<decimal ${name} minValue="${setting.min ?? 0}" maxValue="${setting.max ?? MAX_DWORD}" />`;
  if (control === 'text') return `<text ${name} maxLength="${setting.maxLength ?? 1000}" />`;
  const items = setting.choices.map(
    (choice) =>
      `<item displayName="$(string.${id}_${choice})"><value><string>${choice}</string></value></item>`,
  );
  return `<enum ${name}>${items.join('')}</enum>`;
}

function strings(setting: PolicySetting, language: Language): readonly string[] {
  const id = idOf(setting);
  const explanation = explain(setting, language);
  const title = `${/^(.*?)\.(?= |$)/.exec(explanation)?.[1] ?? explanation} (${setting.path})`;
  return [
    `      <string id="${id}">${escape(title)}</string>`,
    `      <string id="${id}_EXPLAIN">${escape(explanation)}</string>`,
    ...setting.choices.map((choice) => `      <string id="${id}_${choice}">${choice}</string>`),
  ];
}

function explain(setting: PolicySetting, language: Language): string {
  const words = catalogues[language].policy;
  const { fallback, kind, forUser } = setting;
  const isNothing = fallback === undefined || fallback === null;
  return [
    textOf(setting.path, language),
    words.template.byDefault(isNothing ? words.template.nothing : JSON.stringify(fallback)),
    ...(kind === 'list' ? [words.template.oneALine] : []),
    ...(kind === 'json' ? [words.template.asJson] : []),
    ...(controlOf(setting) === 'text' && kind !== 'text' ? [words.template.asNumber] : []),
    ...(forUser ? [words.template.forUser] : []),
  ].join(' ');
}

function textOf(path: string, language: Language): string {
  const found = Object.entries(catalogues[language].policy.settings).find(([name]) => name === path);
  if (found === undefined) throw new Error(`messages/${language}/policy.ts says nothing of ${path}`);
  return found[1];
}

function presentation(setting: PolicySetting): readonly string[] {
  const id = idOf(setting);
  const row = (inner: string): readonly string[] => [
    `      <presentation id="${id}">${inner}</presentation>`,
  ];
  const label = setting.path;
  switch (controlOf(setting)) {
    case 'onOff':
      return [];
    case 'decimal':
      return row(
        `<decimalTextBox refId="${id}" defaultValue="${Number(setting.fallback ?? setting.min)}">${label}</decimalTextBox>`,
      );
    case 'enum':
      return row(
        `<dropdownList refId="${id}" noSort="true" defaultItem="${Math.max(
          0,
          setting.choices.findIndex((choice) => choice === setting.fallback),
        )}">${label}</dropdownList>`,
      );
    case 'lines':
      return row(`<multiTextBox refId="${id}">${label}</multiTextBox>`);
    case 'text':
      return row(`<textBox refId="${id}"><label>${label}</label></textBox>`);
  }
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly anyOf?: readonly Node[];
}

const policyJsonSchema = z.toJSONSchema(policySchema, {
  io: 'input',
  override: ({ jsonSchema }) => void delete jsonSchema.readOnly,
});

/** The JSON Schema of the policy file, with a sentence for every setting. */
export function policySchemaText(): string {
  const schema = { title: 'liveness-kiosk/policy', ...describe(policyJsonSchema as Node, '') };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function describe(node: Node, path: string): object {
  const group = node.properties ?? node.anyOf?.find(({ properties }) => properties !== undefined)?.properties;
  if (group === undefined) return { description: textOf(path, 'en'), ...node };
  const properties = Object.fromEntries(
    Object.entries(group).map(([key, child]) => [key, describe(child, path === '' ? key : `${path}.${key}`)]),
  );
  if (node.properties !== undefined) return { ...node, properties };
  return {
    ...node,
    anyOf: node.anyOf?.map((one) => (one.properties === undefined ? one : { ...one, properties })),
  };
}
