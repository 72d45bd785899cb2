import { invokeChannels, type InvokeChannel } from '../../main/core/channels.ts';
import { invokeContract } from '../../main/core/contract.ts';

/** What a hostile or broken page might send anywhere. */
const RUBBISH: readonly unknown[] = [
  null,
  0,
  -1,
  '',
  'x',
  true,
  [],
  [[]],
  {},
  { type: 'approve' },
  { role: 'face', bytes: 'text' },
  { role: '__proto__' },
  { type: 'start', language: 'xx' },
  { type: ['start'], language: 'vi' },
  '../../etc/passwd',
  'file:///etc/passwd',
  'x'.repeat(100_000),
];

export interface Junk {
  readonly channel: InvokeChannel;
  readonly input: unknown;
}

/** For every channel of the contract: rubbish, and every well-known shape with each part spoiled in turn. */
export function contractJunk(): readonly Junk[] {
  return invokeChannels.flatMap((channel) =>
    [...RUBBISH, ...spoiled(invokeContract[channel].input)]
      .filter((input) => !invokeContract[channel].input.safeParse(input).success)
      .map((input) => ({ channel, input })),
  );
}

/** As much of a zod schema as is needed to find its object shapes. */
const hasShape = (schema: object): schema is { shape: Readonly<Record<string, object>> } =>
  'shape' in schema && typeof schema.shape === 'object';
const hasOptions = (schema: object): schema is { options: readonly object[] } =>
  'options' in schema && Array.isArray(schema.options);

function spoiled(schema: object): readonly unknown[] {
  if (hasOptions(schema)) return schema.options.flatMap((option) => spoiled(option));
  if (!hasShape(schema)) return [];
  const { shape } = schema;
  const base = Object.fromEntries(Object.entries(shape).map(([key, part]) => [key, plausible(key, part)]));
  return Object.keys(shape).flatMap((key) => spoiledAt(key, base));
}

function spoiledAt(key: string, base: Readonly<Record<string, unknown>>): readonly unknown[] {
  const wrong = RUBBISH.map((value) => Object.assign({}, base, { [key]: value }));
  const missing = Object.fromEntries(Object.entries(base).filter(([name]) => name !== key));
  return wrong.concat(missing, { ...base, extra: 'unexpected' });
}

function plausible(key: string, part: object): unknown {
  if ('value' in part) return part.value;
  return { role: 'face', language: 'vi', bytes: new Uint8Array(4) }[key] ?? 'text';
}
