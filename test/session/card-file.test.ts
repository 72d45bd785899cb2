import { describe, expect, it } from 'vitest';
import { failure } from '../../main/core/failure.ts';
import { failed, ok, type Result } from '../../main/core/result.ts';
import { idleSession } from '../../main/core/session-events.ts';
import type { Session } from '../../main/core/session-shape.ts';
import { takeCardFile } from '../../main/session/card-file.ts';

const at = (name: Session['name'], sessionId = 'A'): Session => ({ ...idleSession('vi'), name, sessionId });

/** A session that only counts what reaches it. */
function station(session: Session) {
  const seen: { now: Session; asked: string[]; delivered: Uint8Array[] } = {
    now: session,
    asked: [],
    delivered: [],
  };
  const runner = {
    session: () => seen.now,
    handleIntent: ({ type }: { readonly type: string }): Result<Session> => {
      seen.asked.push(type);
      return seen.now.name === 'card.ready' ? ok(at('card.scanning')) : failed(failure('wrongState'));
    },
    deliver: (_role: string, bytes: Uint8Array): Result<Session> => {
      seen.delivered.push(bytes);
      return ok(at('card.checking'));
    },
  };
  return { seen, runner };
}

const picture = (): Uint8Array => new Uint8Array([0xff, 0xd8, 0xff]);

describe("the card's picture from a file", () => {
  it('goes the way of a scan: the same states, the same delivery', async () => {
    const { seen, runner } = station(at('card.ready'));
    const taken = await takeCardFile({ isOn: true, runner, pick: () => Promise.resolve(ok(picture())) });
    expect(taken).toMatchObject({ ok: true, value: { name: 'card.checking' } });
    expect(seen.asked).toEqual(['scanStarted']);
    expect(seen.delivered).toEqual([picture()]);
  });

  it('is refused without a dialog where the policy does not allow it, and on any other screen', async () => {
    const pick = () => Promise.reject(new Error('a dialog was opened'));
    const off = await takeCardFile({ isOn: false, runner: station(at('card.ready')).runner, pick });
    expect(off).toMatchObject({ ok: false, failure: { code: 'ipcRefused' } });
    const early = await takeCardFile({ isOn: true, runner: station(at('consent')).runner, pick });
    expect(early).toMatchObject({ ok: false, failure: { code: 'wrongState' } });
  });

  it('leaves the screen as it is when nobody chose a file', async () => {
    const { seen, runner } = station(at('card.ready'));
    const pick = () => Promise.resolve(failed(failure('cancelled')));
    expect(await takeCardFile({ isOn: true, runner, pick })).toMatchObject({
      failure: { code: 'cancelled' },
    });
    expect(seen.asked).toEqual([]);
  });

  it('never reaches the next customer, and is wiped, when the session ended during the choice', async () => {
    const { seen, runner } = station(at('card.ready'));
    const bytes = picture();
    const pick = () => {
      seen.now = at('card.ready', 'B');
      return Promise.resolve(ok(bytes));
    };
    expect(await takeCardFile({ isOn: true, runner, pick })).toMatchObject({ ok: false });
    expect(seen.delivered).toEqual([]);
    expect(bytes).toEqual(new Uint8Array(3));
  });
});
