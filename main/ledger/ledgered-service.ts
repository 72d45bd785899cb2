import { answerCode } from '../core/journal-record.ts';
import type { CallEnd, Remark } from '../core/ledger-call.ts';
import type { LivenessService, Submission, SubmissionEnd } from '../core/ports.ts';
import { mergeSummaries } from '../core/precheck.ts';
import { ruleIds, type RuleId } from '../core/requirements.ts';
import type { Ledger } from './ledger.ts';

/**
 * The service with every call entered in the ledger: before its first byte may leave, and when it has ended.
 * Refuses to send what can't be entered or goes beyond the quota. SECURITY: law 3 (test/ledger/ledgered-service.test.ts).
 */
export function ledgeredService(service: LivenessService, ledger: Ledger): LivenessService {
  return {
    ...service,
    async submit(submission, events, signal) {
      const begun = await ledger.begin(factsOf(submission, service.describe(submission).contentLengthBytes));
      if (!begun.ok) return { kind: 'notSent', failure: begun.failure };
      const end = await service.submit(submission, events, signal);
      // An end that can't be written leaves the call open, which reads as unknown: less is known, nothing is false.
      await ledger.end(begun.value, endFacts(end));
      return end;
    },
  };
}

function factsOf(submission: Submission, sizeBytes: number): Parameters<Ledger['begin']>[0] {
  const { video, card, reference } = submission;
  const { predictedCode, findings } = mergeSummaries([
    video.summary,
    ...(card === null ? [] : [card.summary]),
  ]);
  const remarks = findings.flatMap(({ rule, severity, measured }): Remark[] => {
    if (severity === 'info' || !isRuleId(rule)) return [];
    return [{ rule, measured: typeof measured === 'number' ? Math.round(measured * 1e4) / 1e4 : null }];
  });
  return { reference, sizeBytes, predictedCode: answerCode(predictedCode) ?? 'other', remarks };
}

const isRuleId = (rule: string): rule is RuleId => (ruleIds as readonly string[]).includes(rule);

function endFacts(end: SubmissionEnd): Omit<CallEnd, 'seq' | 'atMs'> {
  if (end.kind !== 'answered')
    return { end: end.kind, httpStatus: null, code: null, outcome: null, failure: end.failure.code };
  const { verdict, httpStatus } = end;
  return {
    end: 'answered',
    httpStatus,
    code: answerCode(verdict.code),
    outcome: verdict.outcome,
    failure: null,
  };
}
