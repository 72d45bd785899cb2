import type { Language } from '../language.ts';
import { enStart } from './en-start.ts';
import type { SameShape } from './shape.ts';
import { viStart } from './vi-start.ts';

export type StartCatalogue = SameShape<typeof enStart>;

/** The texts a page starts with: all that a customer meets, and the staff's doors. The rest comes with the staff's pages. */
export const startCatalogues = { vi: viStart, en: enStart } as const satisfies Record<
  Language,
  StartCatalogue
>;
