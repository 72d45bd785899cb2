import type { receipt as english } from '../en/receipt.ts';
import type { SameShape } from '../shape.ts';

export const receipt: SameShape<typeof english> = {};
