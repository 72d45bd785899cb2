import type { Language } from '../../main/core/language.ts';
import type { SpokenKey } from '../../main/core/spoken.ts';
import type { Say } from './speaker.ts';

/** One voice: one thing at a time, never over itself, and only what still holds. */
export interface GuideVoice {
  /** A new state: what was being said no longer holds. */
  enter(key: SpokenKey | null, language: Language): void;
  /** What the caption says now. It is said when the voice is free, unless the caption has moved on by then. */
  wish(key: SpokenKey | null, language: Language): void;
}

export function createGuideVoice(say: Say): GuideVoice {
  let speaking: AbortController | null = null;
  let last: SpokenKey | null = null;
  let next: { readonly key: SpokenKey; readonly language: Language } | null = null;

  const speak = (key: SpokenKey, language: Language): void => {
    const mine = (speaking = new AbortController());
    last = key;
    void say({ key, language }, mine.signal).then(() => {
      if (speaking !== mine) return;
      speaking = null;
      const waiting = next;
      next = null;
      if (waiting !== null && waiting.key !== last) speak(waiting.key, waiting.language);
    });
  };

  return {
    enter(key, language) {
      speaking?.abort();
      speaking = null;
      next = null;
      last = null;
      if (key !== null) speak(key, language);
    },
    wish(key, language) {
      if (speaking !== null) next = key === null ? null : { key, language };
      // The same thing is not said twice in a row; the caption keeps showing it.
      else if (key !== null && key !== last) speak(key, language);
    },
  };
}
