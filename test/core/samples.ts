import type { PrecheckOutcome } from '../../main/core/report.ts';
import type { SessionEvent } from '../../main/core/session-events.ts';
import type { Capture, Intent } from '../../main/core/session-shape.ts';
import type { NextStep, Verdict } from '../../main/core/verdict-shape.ts';

/** Small, whole values for tests of what stands around them. */
export function capture(outcome: PrecheckOutcome): Capture {
  return {
    sha256: 'ab'.repeat(32),
    sizeBytes: 1000,
    summary: { predictedCode: outcome === 'fail' ? '411' : '200', outcome, findings: [] },
  };
}

export function verdict(nextStep: NextStep): Verdict {
  return {
    mode: 'practice',
    outcome: nextStep === 'finish' ? 'approved' : 'retakeCard',
    reasons: [],
    fields: [],
    nextStep,
    code: '200',
    similarity: null,
    spoofProbability: null,
    deepfakeProbability: null,
    warnings: [],
  };
}

export const intent = (value: Intent): SessionEvent => ({
  type: 'intent',
  intent: value,
  newSessionId: 'session-1',
});
