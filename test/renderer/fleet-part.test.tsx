import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { FleetPart } from '../../renderer/admin/fleet-part.tsx';
import { sampleFleet } from './sample-admin.ts';

const draw = (fleet: typeof sampleFleet | null, language: 'vi' | 'en' = 'en', isReading = false): string =>
  renderToStaticMarkup(
    <FleetPart
      view={{ fleet, fleetFile: null, isReading }}
      text={catalogues[language]}
      language={language}
      onFleet={() => undefined}
    />,
  );

describe("head office's page of all stations", () => {
  it('shows nothing before somebody asks, and says when there is no station', () => {
    expect(draw(null)).not.toContain('fleet-summary');
    expect(draw([])).toContain('The cluster knows no station yet.');
    expect(draw(null)).not.toContain('<progress');
  });

  it('says that it reads while the cluster is asked, and takes no second wish meanwhile', () => {
    const html = draw(null, 'en', true);
    expect(html).toMatch(/<output>Reading from the bank[^]*<progress/);
    expect(html).toMatch(/data-testid="fleet-day"[^>]*disabled/);
  });

  it.each(['vi', 'en'] as const)('names in %s every station, its state and why', (language) => {
    const html = draw(sampleFleet, language);
    const { fleet } = catalogues[language];
    for (const part of [
      'counter-1',
      'counter-4',
      fleet.standings.noGo,
      fleet.remarks.silent,
      '84 / 200',
      '200 → 303',
      // By branch, with the daily check in words.
      'hcm-003',
      fleet.checks.noGo,
      `${fleet.cli.broken}: ${catalogues[language].station.checks.printer}, ${catalogues[language].station.checks.cardCamera}`,
      fleet.cli.noCheck,
    ])
      expect(html).toContain(part);
    expect(html).not.toMatch(/undefined|\[object|NaN/);
  });

  it('never counts practice with the rest', () => {
    expect(draw(sampleFleet)).toContain('3 of 4 stations may work. 1,372 sessions.');
    expect(draw(sampleFleet)).toContain('2 of 3 stations may work, 168 sessions');
  });
});
