import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { startCardGuidance, type CardCheck } from '../../main/core/card-guidance.ts';
import type { Hint } from '../../main/core/guidance.ts';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { spokenKeys, spokenOnEntry, spokenWords, type SpokenKey } from '../../main/core/spoken.ts';
import { CardCaption } from '../../renderer/ui/card-checks.tsx';
import { GuidanceCaption } from '../../renderer/ui/guidance-caption.tsx';
import { drawScreen } from './draw-screen.tsx';
import { sampleSessions } from './sample-sessions.ts';

/** What stands on the screen while a thing is said. */
function drawnWhile(key: SpokenKey, language: 'vi' | 'en'): string {
  const text = catalogues[language];
  const [kind = '', name = ''] = key.split(/-(.*)/s);
  const guidance = startCardGuidance();
  if (kind === 'state') {
    const looks = Object.values(sampleSessions(language, 'live'));
    const session = looks.find((one) => spokenOnEntry(one.name) === key);
    return session === undefined ? '' : drawScreen(session, 'live');
  }
  if (kind === 'card' || kind === 'cardGood') {
    const failing = kind === 'card' ? [name as CardCheck] : [];
    return renderToStaticMarkup(<CardCaption guidance={{ ...guidance, failing }} text={text} />);
  }
  const hint = kind === 'good' ? null : (name as Hint);
  const facts = { tone: 'good', hint, moveCm: 0, insistent: kind === 'more', countdownS: null } as const;
  return renderToStaticMarkup(<GuidanceCaption facts={facts} text={text} />);
}

const plain = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll('&#x27;', "'");

describe.each(['vi', 'en'] as const)('whatever is said in %s', (language) => {
  it.each(spokenKeys)('stands on the screen as well: %s', (key) => {
    const shown = plain(drawnWhile(key, language));
    const sentences = spokenWords(key, catalogues[language]).split(/(?<=[.?!]) /);
    expect(sentences.filter((one) => !shown.includes(one.replace(/\.$/, '')))).toEqual([]);
  });
});
