import { describe, expect, it } from 'vitest';
import { drawTimeline } from '../../main/cli/timeline.ts';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { defaultPrecheckPolicy } from '../../main/core/precheck-policy.ts';
import { goodVideo } from '../core/measurements.ts';

describe('the timeline of a report', () => {
  it('draws each measure within its strip, the seconds below, and names every strip for readers', () => {
    const page = drawTimeline(goodVideo, [], defaultPrecheckPolicy, catalogues.vi.cli.page.series);
    const names = Object.values(catalogues.vi.cli.page.series);
    for (const name of names) expect(page).toContain(`aria-label="${name}"`);
    expect(page.match(/<path d="M\d/g)?.length).toBe(names.length);
    expect(page).toContain('>5 s<');
    expect(page).not.toMatch(/NaN|undefined|<script|style=/);
  });

  it('draws the limit that the policy set', () => {
    const drawn = (limit: number): string => {
      const policy = { ...defaultPrecheckPolicy, rules: { 'face.tooSmall': { limit } } };
      return drawTimeline(goodVideo, [], policy, catalogues.en.cli.page.series);
    };
    const places = [0.3, 0.45].map((limit) => /<line [^>]*y1="([\d.]+)"/.exec(drawn(limit))?.[1]);
    expect(Number(places[1])).toBeLessThan(Number(places[0]));
  });
});
