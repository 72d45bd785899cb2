import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import type { StationTrace } from '../../main/core/station-trace.ts';
import { StationCharts } from '../../renderer/ui/station-charts.tsx';
import { sampleStation } from './sample-station.ts';

const draw = (trace: StationTrace | null): string =>
  renderToStaticMarkup(<StationCharts trace={trace} text={catalogues.en} language="en" />);

describe('the drawings of the daily check', () => {
  const html = draw(sampleStation.go.today.trace);

  it('draw every pause, the limit, and light to both sides', () => {
    const line = /class="chart-line" d="([^"]+)"/.exec(html)?.[1] ?? '';
    expect(line.split(/[ML]/).length - 1).toBe(89);
    expect(html).toContain('class="chart-limit"');
    for (const shade of ['chart-low chart-shade-3', 'chart-high chart-shade-3'])
      expect(html).toMatch(new RegExp(`class="${shade}" d="M`));
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('tell the same by two tables to who cannot see them', () => {
    expect(html.match(/aria-hidden="true" ?>?/g)?.length).toBeGreaterThan(0);
    expect(html).toContain(`<caption>${catalogues.en.station.charts.pace}</caption>`);
    expect(html.match(/<th scope="row">/g)).toHaveLength(3 + 16);
    // The late picture is in the second second.
    expect(html).toMatch(/<th scope="row">2<\/th><td>28<\/td><td>10\d<\/td>/);
  });

  it('are left out where the camera gave nothing', () => {
    expect(draw(null)).toBe('');
    expect(draw({ timesMs: [0], bands: [] })).toBe('');
  });
});
