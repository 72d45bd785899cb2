import { en } from '../../main/core/messages/en.ts';
import { pseudo } from './pseudo-words.ts';

/** Stands in for main/core/messages/catalogue.ts and start-catalogue.ts in the page that the tests build. */
const words = pseudo(en);
export const catalogues = { vi: words, en: words };
export const startCatalogues = { vi: words, en: words };
