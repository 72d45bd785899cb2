import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { StationStats } from '../../main/core/call-stats.ts';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { StatsPart } from '../../renderer/admin/stats-part.tsx';

const STATS: StationStats = {
  station: 'Quầy 3',
  mode: 'live',
  calls: 40,
  answered: 39,
  notSent: 0,
  unknown: 1,
  pairs: [{ predicted: '200', actual: '406', count: 7 }],
  rules: [{ rule: 'face.dim', code: '406', remarked: 25, confirmed: 5, inVain: 20 }],
  missed: [{ code: '411', count: 2, rules: ['face.tooSmall'] }],
  suggestions: { 'face.dim': { limit: 60 } },
};

function draw(stats: readonly StationStats[] | null, language: 'vi' | 'en' = 'en'): string {
  return renderToStaticMarkup(
    <StatsPart view={{ stats }} text={catalogues[language]} onStats={() => undefined} />,
  );
}

describe('expected against answered codes at the desk', () => {
  it('are shown when the supervisor asks', () => {
    expect(draw(null)).toContain('data-testid="show-stats"');
    expect(draw([])).toContain('No calls yet.');
  });

  it.each(['vi', 'en'] as const)(
    'say in %s where we are too strict and too loose, with numbers',
    (language) => {
      const html = draw([STATS], language);
      for (const part of [
        'Quầy 3',
        'translate="no">406</th>',
        'face.dim (406)',
        'face.tooSmall',
        'precheck.rules.face.dim',
        '60',
      ])
        expect(html).toContain(part);
      expect(html).not.toMatch(/undefined|\[object|NaN/);
    },
  );

  it('say that there is no suggestion yet rather than an empty one', () => {
    expect(draw([{ ...STATS, suggestions: {} }])).toContain('a rule needs 20 answers');
  });
});
