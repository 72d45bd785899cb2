import { z } from 'zod';
import type { catalogues } from '../core/messages/catalogue.ts';

export const DOCTOR_SCHEMA = 'liveness-kiosk/doctor@1';

export const doctorStates = ['ok', 'attention', 'broken', 'notAssessed'] as const;
export type DoctorState = (typeof doctorStates)[number];
export type DoctorCheckName = keyof (typeof catalogues)['en']['cli']['doctor']['checks'];

/** One line of the doctor: what was looked at, how it stands, and the fact behind it. */
export interface DoctorCheck {
  readonly name: DoctorCheckName;
  readonly state: DoctorState;
  readonly detail: string;
}

export const doctorReportSchema = z.object({
  schema: z.literal(DOCTOR_SCHEMA),
  healthy: z.boolean(),
  checks: z.array(
    z.object({
      name: z.string(),
      state: z.enum(doctorStates),
      detail: z.string(),
      advice: z.string().nullable(),
    }),
  ),
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;
