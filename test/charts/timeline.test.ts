import { describe, expect, it } from 'vitest';
import { drawTimeline } from '../../main/cli/timeline.ts';
import { catalogues } from '../../main/core/messages/catalogue.ts';
import { goodVideo } from '../core/measurements.ts';

describe('the timeline of a report', () => {
  it('draws each measure within its strip, the seconds below, and names every strip for readers', () => {
    const page = drawTimeline(goodVideo, [], catalogues.vi.cli.page.series);
    const names = Object.values(catalogues.vi.cli.page.series);
    for (const name of names) expect(page).toContain(`aria-label="${name}"`);
    expect(page.match(/<path d="M\d/g)?.length).toBe(names.length);
    expect(page).toContain('>5 s<');
    expect(page).not.toMatch(/NaN|undefined|<script|style=/);
  });
});
