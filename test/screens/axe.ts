import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

/** What axe finds on the present screen, one line each: WCAG 2.2 A and AA, and its best practices. */
export async function findViolations(page: Page): Promise<readonly string[]> {
  // Electron opens no blank page for axe to finish in: legacy mode works in this one.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`,
    ),
  );
}
