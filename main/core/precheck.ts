import type { CardMeasurement, VideoMeasurement } from './measurement.ts';
import type { Finding, PrecheckOutcome, PrecheckSummary } from './report.ts';
import { codeOrder } from './code-order.ts';
import { effectiveRequirement, type PrecheckPolicy } from './precheck-policy.ts';
import { type RuleId } from './requirements.ts';
import { cardRules } from './rules-card.ts';
import { describeFinding } from './messages/describe-finding.ts';
import type { Hit, Rule } from './rule.ts';
import { clipRules } from './rules-clip.ts';
import { lightRules } from './rules-light.ts';
import { lookRules } from './rules-look.ts';
import { motionRules } from './rules-motion.ts';
import { presenceRules } from './rules-presence.ts';

const videoRules = { ...clipRules, ...presenceRules, ...lightRules, ...lookRules, ...motionRules };

/** Judges a video: measured numbers in, findings with FPT's own codes out. Pure and total. */
export function judgeVideo(video: VideoMeasurement, policy: PrecheckPolicy): PrecheckSummary {
  // Where nothing can be decoded, no other rule has anything to say.
  if (!video.isDecodable)
    return summarise(collect({ 'video.decodable': clipRules['video.decodable'] }, video, policy));
  return summarise(collect(videoRules, video, policy));
}

/** Judges the card image that will be sent. */
export function judgeCard(card: CardMeasurement, policy: PrecheckPolicy): PrecheckSummary {
  if (!card.isDecodable)
    return summarise(collect({ 'card.decodable': cardRules['card.decodable'] }, card, policy));
  return summarise(collect(cardRules, card, policy));
}

/** Video and card together: the video is refused first, as in the service's samples. */
export function mergeSummaries(parts: readonly PrecheckSummary[]): PrecheckSummary {
  return summarise(parts.flatMap((part) => part.findings));
}

function collect<M>(rules: Partial<Record<RuleId, Rule<M>>>, measured: M, policy: PrecheckPolicy): Finding[] {
  const findings: Finding[] = [];
  for (const [id, rule] of Object.entries(rules) as [RuleId, Rule<M>][]) {
    const requirement = effectiveRequirement(id, policy);
    if (requirement.severity === 'off') continue;
    for (const hit of rule(measured, requirement.limit)) findings.push(toFinding(id, hit, policy));
  }
  const spoken = new Set(findings.filter((one) => one.assessed).map((one) => one.rule));
  return findings
    .filter((one) => !spoken.has(strongerRule[one.rule as RuleId] ?? ''))
    .toSorted((a, b) => rank(a) - rank(b));
}

/** Who has been told "too dark" need not be told "rather dark": a milder rule is silent beside its stronger one. */
const strongerRule: Partial<Record<RuleId, RuleId>> = {
  'video.damagedSlightly': 'video.damaged',
  'video.freeze': 'video.still',
  'video.flatFace': 'video.rigidFace',
  'face.dim': 'face.tooDark',
  'face.bright': 'face.tooBright',
  'face.backlitSlightly': 'face.backlit',
  'face.glare': 'face.spotlight',
  'face.soft': 'face.blurred',
  'face.coveredPartly': 'face.covered',
  'face.darkGlasses': 'face.eyesHidden',
  'face.nearlyTooSmall': 'face.tooSmall',
  'face.rarelyFrontal': 'face.notFrontal',
};

function toFinding(rule: RuleId, hit: Hit, policy: PrecheckPolicy): Finding {
  const requirement = effectiveRequirement(rule, policy);
  const severity = hit.doubt || requirement.severity === 'off' ? 'info' : requirement.severity;
  const facts = { measured: hit.measured, limit: requirement.limit, unit: requirement.unit };
  return {
    rule,
    code: requirement.code,
    severity,
    measured: hit.measured,
    limit: hit.limit ?? requirement.limit,
    unit: requirement.unit,
    fromMs: hit.fromMs ?? null,
    toMs: hit.toMs ?? null,
    text: describeFinding(rule, facts, hit.doubt ?? null),
    assessed: hit.doubt === undefined,
    overridden: requirement.overridden,
  };
}

const severityRank = { block: 0, warn: 1, info: 2 } as const;

function rank(finding: Finding): number {
  const place = (codeOrder as readonly string[]).indexOf(finding.rule);
  return severityRank[finding.severity] * 1000 + (place < 0 ? 500 : place);
}

function summarise(findings: readonly Finding[]): PrecheckSummary {
  const blocks = findings
    .filter((finding) => finding.severity === 'block')
    .toSorted((a, b) => rank(a) - rank(b));
  const outcome: PrecheckOutcome =
    blocks.length > 0 ? 'fail' : findings.some((finding) => finding.severity === 'warn') ? 'warn' : 'pass';
  return { predictedCode: blocks.find((finding) => finding.code !== null)?.code ?? '200', outcome, findings };
}
