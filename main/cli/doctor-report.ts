import { z } from 'zod';
import { checkStates } from '../core/station-check.ts';

export const DOCTOR_SCHEMA = 'liveness-kiosk/doctor@1';

export const doctorReportSchema = z.object({
  schema: z.literal(DOCTOR_SCHEMA),
  healthy: z.boolean(),
  checks: z.array(
    z.object({
      name: z.string(),
      state: z.enum(checkStates),
      detail: z.string(),
      advice: z.string().nullable(),
    }),
  ),
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;
