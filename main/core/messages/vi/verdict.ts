import type { verdict as english } from '../en/verdict.ts';
import type { SameShape } from '../shape.ts';

export const verdict: SameShape<typeof english> = {};
