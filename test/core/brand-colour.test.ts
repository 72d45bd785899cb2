import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appearanceOf, appearancePolicySchema, isColourChanged } from '../../main/core/appearance.ts';
import { contrastRatio, fitBrandColour, TEXT_CONTRAST } from '../../main/core/brand-colour.ts';

const PAPER = { light: ['#f4f2ec', '#ffffff'], dark: ['#0f1719', '#182326'] } as const;

describe('the bank’s colour', () => {
  it('is measured as WCAG does: black on white is 21, a grey on itself 1', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastRatio('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
    expect(contrastRatio('#777777', '#777777')).toBe(1);
  });

  it('stays as it is where it can be read', () => {
    expect(fitBrandColour('#0c5b56', 'light').accent).toBe('#0c5b56');
    expect(fitBrandColour('#ffffff', 'dark').accent).toBe('#ffffff');
  });

  it('is darkened for light grounds and lightened for dark ones only as far as reading asks', () => {
    const yellow = fitBrandColour('#ffd200', 'light');
    expect(yellow.accent).not.toBe('#ffd200');
    expect(contrastRatio(yellow.accent, '#f4f2ec')).toBeLessThan(TEXT_CONTRAST + 1.5);
    expect(fitBrandColour('#ffd200', 'dark').accent).toBe('#ffd200');
    expect(fitBrandColour('#00205b', 'dark').accent).not.toBe('#00205b');
  });

  it('reads in every theme on every ground, whatever the bank chose', () => {
    const anyColour = integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
    assert(
      property(anyColour, constantFrom('light', 'dark'), (asked, shade) => {
        const { accent, accentStrong, accentSoft, onAccent } = fitBrandColour(asked, shade);
        const pairs = [
          ...[...PAPER[shade], accentSoft].map((ground) => [accent, ground] as const),
          [onAccent, accent] as const,
        ];
        expect(
          Math.min(...pairs.map(([text, ground]) => contrastRatio(text, ground))),
        ).toBeGreaterThanOrEqual(TEXT_CONTRAST);
        expect(contrastRatio(accentStrong, PAPER[shade][0])).toBeGreaterThanOrEqual(TEXT_CONTRAST);
      }),
    );
  });

  it('is said to be changed when it was', () => {
    const look = (accentColour: string | null) =>
      appearanceOf(appearancePolicySchema.parse({ accentColour }));
    expect(isColourChanged(look('#ffd200'))).toBe(true);
    expect(isColourChanged(look(null))).toBe(false);
  });

  it.each(['red', '#fff', 'url(x)', '#12345g', '#0c5b56;'])('%s is refused by name', (accentColour) => {
    const parsed = appearancePolicySchema.safeParse({ accentColour });
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues[0]?.path).toEqual(['accentColour']);
  });
});
