import { describe, expect, it } from 'vitest';
import { planScreens, secondScreenPolicySchema } from '../../main/core/second-screen.ts';

const at = (id: number, x: number, y = 0) => ({ id, bounds: { x, y, width: 1920, height: 1080 } });
const [left, middle, right] = [at(7, -1920), at(3, 0), at(5, 1920)];
const policy = (wish: object) => secondScreenPolicySchema.parse(wish);

describe('which window goes where', () => {
  it('gives the customer the display that the teller is not on', () => {
    expect(planScreens([middle, right], middle.id, policy({}))).toEqual({ customer: right, tellerTo: null });
    expect(planScreens([middle, right], right.id, policy({}))).toEqual({ customer: middle, tellerTo: null });
  });

  it('counts displays from the left, and moves the teller off the customer’s', () => {
    const displays = [right, middle, left];
    const first = policy({ display: 1 });
    expect(planScreens(displays, middle.id, first)).toEqual({ customer: left, tellerTo: null });
    expect(planScreens(displays, left.id, first)).toEqual({ customer: left, tellerTo: middle });
    expect(planScreens(displays, left.id, policy({ display: 3 })).customer).toEqual(right);
  });

  it.each([
    ['one display', [middle], {}],
    ['two displays of which the policy wants the third', [middle, right], { display: 3 }],
    ['a policy that says off', [middle, right], { show: 'off' }],
  ])('means one combined screen for %s', (_name, displays, wish) => {
    expect(planScreens(displays, middle.id, policy(wish))).toEqual({ customer: null, tellerTo: null });
  });
});
