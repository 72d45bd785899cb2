import type { Language } from '../../main/core/language.ts';
import { startCatalogues } from '../../main/core/messages/start-catalogue.ts';
import type { SpokenBy } from '../../main/core/spoken-policy.ts';
import { spokenWords, type SpokenKey } from '../../main/core/spoken.ts';

export interface Utterance {
  readonly key: SpokenKey;
  readonly language: Language;
}

/** Says one thing and resolves when it has been said, or at once when `signal` ends it. Never rejects. */
export type Say = (what: Utterance, signal: AbortSignal) => Promise<void>;

/** What really speaks, told to whoever watches: the log of the page and the tests. */
export interface SpokenNote extends Utterance {
  readonly by: 'voice' | 'clip';
}

export const SPOKEN_EVENT = 'kiosk-spoken';

/** Longer than the longest sentence; a voice that never says that it has ended is not waited for, ms. */
const LONGEST_MS = 9000;

/** Speaks with the computer's own voice where policy and system allow it, else from the clips beside the page. */
export function speakWith(by: Exclude<SpokenBy, 'off'>): Say {
  return (what, signal) => {
    const voice = by === 'system' ? findVoice(what.language) : null;
    const note: SpokenNote = { ...what, by: voice === null ? 'clip' : 'voice' };
    window.dispatchEvent(new CustomEvent(SPOKEN_EVENT, { detail: note }));
    return voice === null ? playClip(what, signal) : utter(what, voice, signal);
  };
}

/** SECURITY: a voice of this machine only; others send the words away (test/renderer/guide-voice.test.ts). */
export function localVoice(
  voices: readonly Pick<SpeechSynthesisVoice, 'lang' | 'localService'>[],
  language: Language,
): number {
  return voices.findIndex(
    ({ lang, localService }) => localService && lang.toLowerCase().startsWith(language),
  );
}

function findVoice(language: Language): SpeechSynthesisVoice | null {
  const voices = window.speechSynthesis.getVoices();
  return voices[localVoice(voices, language)] ?? null;
}

function utter(
  { key, language }: Utterance,
  voice: SpeechSynthesisVoice,
  signal: AbortSignal,
): Promise<void> {
  const speech = new SpeechSynthesisUtterance(spokenWords(key, startCatalogues[language]));
  speech.voice = voice;
  speech.lang = voice.lang;
  return ended(signal, (settle) => {
    speech.addEventListener('end', settle);
    speech.addEventListener('error', settle);
    window.speechSynthesis.speak(speech);
    return () => window.speechSynthesis.cancel();
  });
}

function playClip({ key, language }: Utterance, signal: AbortSignal): Promise<void> {
  const clip = new Audio(`speech/${language}/${key}.ogg`);
  return ended(signal, (settle) => {
    clip.addEventListener('ended', settle);
    clip.addEventListener('error', settle);
    // Where sound is not allowed or there is none, the caption has said it.
    clip.play().catch(settle);
    return () => clip.pause();
  });
}

/** Starts something, resolves when it says that it is done, is aborted or takes too long. */
function ended(signal: AbortSignal, start: (settle: () => void) => () => void): Promise<void> {
  return new Promise((resolve) => {
    let stop = (): void => undefined;
    const timer = setTimeout(finish, LONGEST_MS);
    stop = start(finish);
    signal.addEventListener('abort', finish, { once: true });
    if (signal.aborted) finish();
    function finish(): void {
      clearTimeout(timer);
      stop();
      resolve();
    }
  });
}
