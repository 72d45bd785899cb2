/** A part of a JSON schema. */
interface Shape {
  readonly [key: string]: unknown;
}

/** What a hostile page says: anything at all, what fits a shape, and what nearly does. */
export interface HostileValues {
  readonly random: () => number;
  readonly one: <T>(all: readonly T[]) => T;
  readonly junk: () => unknown;
  readonly fits: (shape: Shape) => unknown;
  readonly spoil: (value: unknown) => unknown;
}

export interface ValuesWish {
  readonly seed: number;
  /** Kinds of an input that are left out. */
  readonly left: readonly string[];
}

/** Runs in the page and leaves its makers there, so it stands alone: everything it needs is in here. */
export function installValues(wishText: string): void {
  const wish = JSON.parse(wishText) as ValuesWish;
  let state = wish.seed | 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(random() * limit);
  const one = <T>(all: readonly T[]): T => {
    const at = below(all.length);
    const found = all.slice(at, at + 1);
    for (const value of found) return value;
    throw new Error('nothing to choose from');
  };
  const bytes = (): Uint8Array => {
    const made = new Uint8Array(1 + below(random() < 0.02 ? 4_000_000 : 4096));
    crypto.getRandomValues(made.subarray(0, Math.min(made.length, 65_536)));
    const head = one(['', '\0\0\0\u0018ftypisom', '\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF']);
    for (let at = 0; at < Math.min(head.length, made.length); at += 1) made[at] = head.charCodeAt(at);
    return made;
  };
  const nested = (depth: number): unknown => {
    let inner: unknown = 1;
    for (let at = 0; at < depth; at += 1) inner = at % 2 === 0 ? [inner] : { type: inner };
    return inner;
  };
  const cyclic = (): unknown => {
    const self: Record<string, unknown> = { type: 'start' };
    self['self'] = self;
    return self;
  };
  const detached = (): unknown => {
    const gone = new Uint8Array(64);
    structuredClone(gone.buffer, { transfer: [gone.buffer] });
    return gone;
  };
  const WORDS = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'then',
    'toJSON',
    '',
    ' ',
    '\0',
    '../../etc/passwd',
    'file:///etc/passwd',
    'C:\\Windows',
    '-1',
    '1e309',
    'null',
    '<script>',
    '\ud800',
    '﷽',
    '2222-2222-22',
    '730194',
    '12345678',
    'teller.x',
    '2026-11-23',
    'approve',
    'face',
    'vi',
    'code-200',
  ];
  const JUNK: readonly (() => unknown)[] = [
    () => undefined,
    () => null,
    () => one([0, -0, -1, NaN, Infinity, -Infinity, 2 ** 53, 2 ** 31, 0.1, 1e308]),
    () => one([true, false]),
    () => one(WORDS),
    () => one(WORDS).repeat(below(20_000)),
    () => BigInt(below(1e9)),
    () => Symbol('x'),
    () => () => 'called',
    () => [],
    () => Array.from({ length: below(50_000) }, () => 0),
    () => Object.assign([], { length: 1e6 }),
    () => ({}),
    () => Object.create(null),
    () =>
      JSON.parse(
        `{"__proto__":{"type":"submit","ok":true},"constructor":{"prototype":{}},"type":"submit"}`,
      ) as unknown,
    () => new Map([['type', 'submit']]),
    () => new Set(['submit']),
    () => new Date(NaN),
    () => /(a+)+$/u,
    () => new Error('x'),
    () => bytes(),
    () => bytes().buffer,
    () => new DataView(new ArrayBuffer(8)),
    () => new Float64Array(below(1000)),
    () => new Uint8Array(0),
    () => detached(),
    () => new Blob(['x']),
    () => document.body,
    () => Promise.resolve('submit'),
    () => nested(1 + below(3000)),
    () => cyclic(),
    () => new Proxy({}, { get: () => 'submit' }),
    () => ({
      get type(): string {
        throw new Error('a getter');
      },
    }),
    () => ({
      type: one([
        'approve',
        'verdict',
        'answered',
        'checked',
        'wiped',
        'broken',
        'deadline',
        'unparked',
        'parked',
      ]),
    }),
    () => ({ type: 'checked', role: 'face', capture: { sha256: '0'.repeat(64), sizeBytes: 1, summary: {} } }),
    () => ({ type: 'answered', verdict: { outcome: 'approved', mode: 'live' } }),
  ];
  const text = ({ pattern, maxLength, minLength }: Shape): string => {
    const made =
      pattern === undefined ? one(WORDS) : one([...WORDS, String(100_000 + below(9e8)), '2026-01-01']);
    const long = made.padEnd(Number(minLength ?? 0), 'x');
    return maxLength === undefined ? long : long.slice(0, Number(maxLength));
  };
  const number = ({ minimum, maximum, type }: Shape): number => {
    const from = Number(minimum ?? 0);
    const made = from + random() * (Number(maximum ?? from + 1000) - from);
    return type === 'integer' ? Math.round(made) : made;
  };
  /** A value that this shape may well let through. */
  const fits = (shape: Shape | undefined): unknown => {
    // "Nothing more", or an input of which nothing is known.
    if (typeof shape !== 'object') return undefined;
    if ('const' in shape) return shape['const'];
    if (Array.isArray(shape['enum'])) return one(shape['enum'] as readonly unknown[]);
    const options = (shape['anyOf'] ?? shape['oneOf']) as readonly Shape[] | undefined;
    if (options !== undefined) {
      const typeOf = (option: Shape): unknown =>
        Object((option['properties'] as Shape | undefined)?.['type'] as Shape)['const'];
      return fits(one(options.filter((option) => !wish.left.includes(String(typeOf(option))))));
    }
    switch (shape['type']) {
      case 'string':
        return text(shape);
      case 'number':
      case 'integer':
        return number(shape);
      case 'boolean':
        return random() < 0.5;
      case 'null':
        return null;
      case 'array': {
        const places = shape['prefixItems'] as readonly Shape[] | undefined;
        if (places !== undefined) return places.map(fits);
        const length = Number(shape['minItems'] ?? 0) + below(3);
        return Array.from({ length }, () => fits(shape['items'] as Shape | undefined));
      }
      case 'object': {
        const needed = (shape['required'] ?? []) as readonly string[];
        const parts = Object.entries((shape['properties'] ?? {}) as Record<string, Shape>);
        const kept = parts.filter(([key]) => needed.includes(key) || random() < 0.5);
        return Object.fromEntries(kept.map(([key, part]) => [key, fits(part)]));
      }
      default:
        // Bytes have no shape of their own; neither has "nothing".
        return random() < 0.5 ? bytes() : undefined;
    }
  };
  /** Something in it is another thing now, is gone, or is one too many. */
  const spoil = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array || random() < 0.15)
      return one(JUNK)();
    const copy = { ...value } as Record<string, unknown>;
    const key = one([...Object.keys(copy), 'extra']);
    const how = below(5);
    if (how === 0) delete copy[key];
    else if (how === 1) copy[one(WORDS)] = one(JUNK)();
    else if (how === 2)
      Object.defineProperty(copy, '__proto__', { value: { type: 'submit' }, enumerable: true });
    else copy[key] = how === 3 ? one(JUNK)() : spoil(copy[key]);
    return copy;
  };
  const values: HostileValues = { random, one, junk: () => one(JUNK)(), fits, spoil };
  Reflect.set(globalThis, 'hostileValues', values);
}
