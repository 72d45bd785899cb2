import { spokenHint, spokenOnEntry, type SpokenFacts } from '../../main/core/spoken.ts';
import type { CaptureDirector } from '../camera/capture-director.ts';
import type { CaptureState } from '../camera/capture-state.ts';
import type { KioskStore } from '../store/kiosk-store.ts';
import { createGuideVoice, type GuideVoice } from './guide-voice.ts';
import { speakWith } from './speaker.ts';

/** Lets the page speak what its captions show, where policy asks for it. */
export function speakGuidance(kiosk: KioskStore, director: CaptureDirector): void {
  let voice: GuideVoice | null = null;
  kiosk.subscribe(({ session, info }, before) => {
    if (info === null || session === null) return;
    const by = info.cameras.spoken;
    if (by === 'off') return;
    voice ??= createGuideVoice(speakWith(by));
    if (session.name !== before.session?.name) voice.enter(spokenOnEntry(session.name), session.language);
  });
  director.subscribe((camera) => {
    const { session } = kiosk.getState();
    if (voice !== null && session !== null)
      voice.wish(spokenHint(factsOf(camera, session.name)), session.language);
  });
}

function factsOf({ phase, guidance, cardGuidance }: CaptureState, state: SpokenFacts['state']): SpokenFacts {
  return {
    state,
    face:
      guidance === null || phase !== 'live'
        ? null
        : { hint: guidance.hint, isGood: guidance.goodSinceMs !== null, insistent: guidance.insistent },
    card: phase === 'live' ? (cardGuidance?.failing ?? null) : null,
  };
}
