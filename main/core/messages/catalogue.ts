import type { Language } from '../language.ts';
import { en } from './en.ts';
import type { SameShape } from './shape.ts';
import { vi } from './vi.ts';

export type Catalogue = SameShape<typeof en>;

/** Every text a person reads: screen, receipt and command line. */
export const catalogues = { vi, en } as const satisfies Record<Language, Catalogue>;
