import type { HostileValues } from './hostile-values.ts';

export interface HostileReport {
  readonly asked: number;
  /** What could not even be cloned. */
  readonly refusedByBridge: number;
  /** How main answered, by failure code or "ok". */
  readonly codes: Readonly<Record<string, number>>;
  /** Answers that tell of something nobody foresaw, with the channel and the number of the call. */
  readonly internal: readonly string[];
  readonly hung: readonly string[];
  readonly malformed: readonly string[];
  /** States the session went through meanwhile. */
  readonly states: readonly string[];
  readonly slowestMs: number;
}

/** Runs in the page after `installValues`, so it stands alone: everything else it needs is in here. */
export async function hostileScript(wishText: string): Promise<HostileReport> {
  interface Wish {
    readonly count: number;
    readonly channels: readonly {
      readonly name: string;
      readonly shape: Readonly<Record<string, unknown>>;
    }[];
  }
  interface Door {
    invoke(channel: string, input: unknown): Promise<unknown>;
    on(channel: string, hear: (payload: unknown) => void): () => void;
  }
  const HANG_MS = 30_000;
  const AT_ONCE = 24;
  /** Whole and right these take main a second or more: a few of them are enough. */
  const SLOW = new Set(['station.check', 'station.print', 'about.get', 'admin.do']);
  const MOST_SLOW = 12;
  const wish = JSON.parse(wishText) as Wish;
  const door = Reflect.get(globalThis, 'kiosk') as Door;
  const { random, one, junk, fits, spoil } = Reflect.get(globalThis, 'hostileValues') as HostileValues;
  const codes: Record<string, number> = {};
  const report = { internal: [] as string[], hung: [] as string[], malformed: [] as string[] };
  const states = new Set<string>();
  const slowUses = new Map<string, number>();
  let asked = 0;
  let refusedByBridge = 0;
  let slowestMs = 0;
  const isTeller = wish.channels.some(({ name }) => name === 'session.get');
  const stop = isTeller
    ? door.on('session.changed', (session) => states.add(String(Reflect.get(Object(session), 'name'))))
    : () => undefined;
  const ask = async (turn: number): Promise<void> => {
    const { name, shape } = one(wish.channels);
    const how = random();
    let input = how < 0.35 ? junk() : fits(shape);
    if (how > 0.62) input = spoil(input);
    else if (how >= 0.35 && SLOW.has(name)) {
      slowUses.set(name, (slowUses.get(name) ?? 0) + 1);
      if ((slowUses.get(name) ?? 0) > MOST_SLOW) input = spoil(input);
    }
    const where = `${name} #${turn}`;
    const startedMs = performance.now();
    let timer = 0;
    const late = new Promise((resolve) => {
      timer = window.setTimeout(() => resolve('late'), HANG_MS);
    });
    let answer: unknown;
    try {
      answer = await Promise.race([door.invoke(name, input), late]);
    } catch {
      refusedByBridge += 1;
      return;
    } finally {
      window.clearTimeout(timer);
    }
    asked += 1;
    slowestMs = Math.max(slowestMs, performance.now() - startedMs);
    if (answer === 'late') return void report.hung.push(where);
    const isOk = Reflect.get(Object(answer), 'ok');
    const code =
      isOk === true ? 'ok' : String(Reflect.get(Object(Reflect.get(Object(answer), 'failure')), 'code'));
    if (typeof isOk !== 'boolean') report.malformed.push(where);
    if (code === 'internal') report.internal.push(where);
    codes[code] = (codes[code] ?? 0) + 1;
  };
  for (let turn = 0; turn < wish.count; turn += AT_ONCE)
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, wish.count - turn) }, (_, at) => ask(turn + at)),
    );
  stop();
  return { asked, refusedByBridge, codes, ...report, states: [...states], slowestMs };
}
