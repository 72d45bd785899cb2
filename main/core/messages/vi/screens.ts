import type { screens as english } from '../en/screens.ts';
import type { SameShape } from '../shape.ts';

export const screens: SameShape<typeof english> = {};
