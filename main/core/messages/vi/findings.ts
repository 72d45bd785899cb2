import type { findings as english } from '../en/findings.ts';
import type { SameShape } from '../shape.ts';

export const findings: SameShape<typeof english> = {};
