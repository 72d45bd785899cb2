import { expect, test } from 'vitest';
import { z } from 'zod';
import { precheckReportSchema } from '../../main/core/precheck-report.ts';
import { precheckPolicySchema } from '../../main/core/precheck-policy.ts';

// `npx vitest run -c .ci/vitest.config.ts -u test/core/report-schema.test.ts` publishes a changed schema.
test.each([
  ['precheck-report@1.json', 'liveness-kiosk/precheck-report@1', precheckReportSchema],
  ['precheck-policy.json', 'liveness-kiosk/precheck-policy', precheckPolicySchema],
] as const)('the published %s says what the program parses', async (file, title, schema) => {
  const published = `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`;
  await expect(published).toMatchFileSnapshot(`../../resources/schemas/${file}`);
});
