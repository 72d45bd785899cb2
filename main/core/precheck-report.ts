import { z } from 'zod';
import { failureCodes, type FailureCode } from './failure.ts';
import { bilingualSchema } from './language.ts';
import { cardMeasurementSchema, videoMeasurementSchema } from './measurement.ts';
import { findingSchema, outcomeSchema, REPORT_SCHEMA } from './report.ts';

/** The whole report of one precheck; published as JSON Schema under resources/schemas. */
export const precheckReportSchema = z.object({
  schema: z.literal(REPORT_SCHEMA),
  /** "200" when nothing blocks; otherwise the code the service would most likely answer first. */
  predictedCode: z.string(),
  outcome: outcomeSchema,
  findings: z.array(findingSchema).readonly(),
  video: videoMeasurementSchema.nullable(),
  card: cardMeasurementSchema.nullable(),
  /** Rules whose limit or severity a policy changed. */
  overrides: z.array(z.string()).readonly(),
  /** Why nothing could be measured; only with exit status 2 or 3. */
  failure: z
    .object({
      code: z.enum(failureCodes as unknown as [FailureCode, ...FailureCode[]]),
      text: bilingualSchema,
      detail: z.string().optional(),
    })
    .optional(),
  elapsedMs: z.number(),
});
export type PrecheckReport = z.infer<typeof precheckReportSchema>;
