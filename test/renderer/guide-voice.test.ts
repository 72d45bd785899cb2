import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { spokenHint, spokenKeys, spokenOnEntry, spokenWords } from '../../main/core/spoken.ts';
import { createGuideVoice } from '../../renderer/speech/guide-voice.ts';
import { localVoice, type Say, type Utterance } from '../../renderer/speech/speaker.ts';
import { ROOT } from '../support/setup-manifest.ts';

/** A mouth that says one thing until it is told that it has ended. */
function fakeMouth() {
  const said: string[] = [];
  const open = new Set<Utterance>();
  let end: () => void = () => undefined;
  const say: Say = (what, signal) =>
    new Promise((resolve) => {
      said.push(what.key);
      open.add(what);
      expect(open.size, 'two things at once').toBe(1);
      end = () => {
        open.delete(what);
        resolve();
      };
      signal.addEventListener('abort', end);
    });
  const finish = async (): Promise<void> => {
    end();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { say, said, finish };
}

describe('the voice of the guidance', () => {
  it('says one thing at a time, and then only what the caption shows by now', async () => {
    const { say, said, finish } = fakeMouth();
    const voice = createGuideVoice(say);
    voice.enter('state-faceReady', 'vi');
    voice.wish('hint-closer', 'vi');
    voice.wish('hint-centre', 'vi');
    expect(said).toEqual(['state-faceReady']);
    await finish();
    expect(said).toEqual(['state-faceReady', 'hint-centre']);
  });

  it('says nothing that has settled itself meanwhile', async () => {
    const { say, said, finish } = fakeMouth();
    const voice = createGuideVoice(say);
    voice.wish('hint-closer', 'en');
    voice.wish('hint-moreLight', 'en');
    voice.wish(null, 'en');
    await finish();
    expect(said).toEqual(['hint-closer']);
  });

  it('does not repeat itself, but says more when the hint insists', async () => {
    const { say, said, finish } = fakeMouth();
    const voice = createGuideVoice(say);
    voice.wish('hint-closer', 'vi');
    await finish();
    voice.wish('hint-closer', 'vi');
    voice.wish('more-closer', 'vi');
    expect(said).toEqual(['hint-closer', 'more-closer']);
  });

  it('stops in the middle when the screen changes', () => {
    const { say, said } = fakeMouth();
    const voice = createGuideVoice(say);
    voice.wish('hint-closer', 'vi');
    voice.enter('state-faceRecording', 'vi');
    voice.enter(null, 'vi');
    expect(said).toEqual(['hint-closer', 'state-faceRecording']);
  });

  it('takes a voice of this machine in the right language, or none', () => {
    const voices = [
      { lang: 'vi-VN', localService: false },
      { lang: 'en-US', localService: true },
      { lang: 'vi-VN', localService: true },
    ];
    expect(localVoice(voices, 'vi')).toBe(2);
    expect(localVoice(voices.slice(0, 2), 'vi')).toBe(-1);
  });
});

describe('what is said', () => {
  it('is what the caption shows, for face and card', () => {
    const face = { hint: 'closer', isGood: false, insistent: false } as const;
    expect(spokenHint({ state: 'face.ready', face, card: null })).toBe('hint-closer');
    expect(spokenHint({ state: 'face.ready', face: { ...face, insistent: true }, card: null })).toBe(
      'more-closer',
    );
    expect(spokenHint({ state: 'card.ready', face: null, card: ['clear', 'still'] })).toBe('card-clear');
    expect(spokenHint({ state: 'review', face, card: ['clear'] })).toBeNull();
    expect(spokenOnEntry('sending')).toBeNull();
  });

  it('has a clip in each language whose words are the catalogue’s', () => {
    const folder = join(ROOT, 'resources/speech');
    const words: unknown = JSON.parse(readFileSync(join(folder, 'words.json'), 'utf8'));
    expect(words).toEqual(
      Object.fromEntries(
        spokenKeys.map((key) => [
          key,
          { vi: spokenWords(key, catalogues.vi), en: spokenWords(key, catalogues.en) },
        ]),
      ),
    );
    for (const language of ['vi', 'en']) {
      const clips = readdirSync(join(folder, language));
      expect(clips.toSorted()).toEqual(spokenKeys.map((key) => `${key}.ogg`).toSorted());
      for (const clip of clips)
        expect(
          readFileSync(join(folder, language, clip))
            .subarray(0, 4)
            .toString(),
        ).toBe('OggS');
    }
    expect(existsSync(join(folder, 'README.md'))).toBe(true);
  });
});
