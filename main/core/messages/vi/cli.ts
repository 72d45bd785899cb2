import type { cli as english } from '../en/cli.ts';
import type { SameShape } from '../shape.ts';

export const cli: SameShape<typeof english> = {};
