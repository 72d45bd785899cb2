import { CODE_MEANINGS } from '../core/verdict-codes.ts';
import type { SampleName } from './samples.ts';

/** What the practice service is told to do with the next requests. */
export type Scenario =
  | { readonly id: string; readonly kind: 'auto' }
  | { readonly id: string; readonly kind: 'code'; readonly code: string }
  | { readonly id: string; readonly kind: 'sample'; readonly sample: SampleName }
  | { readonly id: string; readonly kind: 'gateway'; readonly status: number }
  | { readonly id: string; readonly kind: 'fault'; readonly fault: Fault };

export type Fault =
  | 'slowAnswer'
  | 'stalledUpload'
  | 'resetMidUpload'
  | 'cutMidAnswer'
  | 'wrongContentType'
  | 'webPage'
  | 'notJson'
  | 'emptyAnswer'
  | 'hugeAnswer'
  | 'deepAnswer'
  | 'redirect'
  | 'closeWithoutAnswer';

const samples: readonly [string, SampleName][] = [
  ['sample-match-contradiction', 'matchContradiction'],
  ['sample-success', 'success'],
  ['sample-not-matching', 'notMatching'],
  ['sample-no-face-in-document', 'noFaceInDocument'],
  ['sample-still-image', 'stillImage'],
  ['sample-invalid-upload', 'invalidUpload'],
];

const faults: readonly [string, Fault][] = [
  ['fault-slow-answer', 'slowAnswer'],
  ['fault-stalled-upload', 'stalledUpload'],
  ['fault-reset-mid-upload', 'resetMidUpload'],
  ['fault-cut-mid-answer', 'cutMidAnswer'],
  ['fault-wrong-content-type', 'wrongContentType'],
  ['fault-web-page', 'webPage'],
  ['fault-not-json', 'notJson'],
  ['fault-empty-answer', 'emptyAnswer'],
  ['fault-huge-answer', 'hugeAnswer'],
  ['fault-deep-answer', 'deepAnswer'],
  ['fault-redirect', 'redirect'],
  ['fault-close-without-answer', 'closeWithoutAnswer'],
];

const gatewayStatuses = [400, 401, 403, 404, 413, 429, 500, 502, 503, 504] as const;

/** Every scenario there is, for the trainer's list, the demo and the tests. "auto" lets the media decide. */
export const scenarios: readonly Scenario[] = [
  { id: 'auto', kind: 'auto' },
  { id: 'code-200', kind: 'code', code: '200' },
  ...Object.keys(CODE_MEANINGS).map((code): Scenario => ({ id: `code-${code}`, kind: 'code', code })),
  ...samples.map(([id, sample]): Scenario => ({ id, kind: 'sample', sample })),
  ...gatewayStatuses.map((status): Scenario => ({ id: `gateway-${status}`, kind: 'gateway', status })),
  ...faults.map(([id, fault]): Scenario => ({ id, kind: 'fault', fault })),
];

export function findScenario(id: string): Scenario | null {
  return scenarios.find((scenario) => scenario.id === id) ?? null;
}
