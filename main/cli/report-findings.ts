import type { Language } from '../core/language.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { formatValue } from '../core/messages/describe-finding.ts';
import { effectiveRequirement, type PrecheckPolicy } from '../core/precheck-policy.ts';
import type { Finding } from '../core/report.ts';
import { requirements, type RuleId, ruleIds } from '../core/requirements.ts';
import { escapeHtml } from './escape-html.ts';

/** What was found as a list: the sentence, when, and below it code, rule, the numbers and what a policy changed. */
export function renderFindings(findings: readonly Finding[], language: Language): string {
  const words = catalogues[language].cli;
  if (findings.length === 0) return `<p>${words.page.nothing}</p>`;
  const items = findings.map((one) => {
    const label = one.assessed ? `<b>${words.precheck.severity[one.severity]}</b> ` : '';
    const facts = factsOf(one, language).map(escapeHtml).join(' · ');
    return `<li class="${one.severity}">${label}${escapeHtml(one.text[language])}<small>${facts}</small></li>`;
  });
  return `<ul>${items.join('')}</ul>`;
}

function factsOf(one: Finding, language: Language): readonly string[] {
  const words = catalogues[language].cli;
  const rule = ruleIds.find((id) => id === one.rule);
  const when = one.fromMs === null ? [] : [`${seconds(one.fromMs)}–${seconds(one.toMs ?? one.fromMs)} s`];
  const numbers =
    rule === undefined || !one.assessed
      ? []
      : [
          `${words.page.measured} ${formatValue(one.measured, requirements[rule].unit)}`,
          `${words.page.limit} ${formatValue(one.limit, requirements[rule].unit)}`,
        ];
  const changed = changeText(one, language);
  return [
    ...when,
    ...(one.code === null ? [] : [one.code]),
    one.rule,
    ...numbers,
    ...(changed === null ? [] : [changed]),
  ];
}

/** That a policy changed the rule of this finding, with what is documented; null where none did. */
export function changeText({ overridden, rule: name }: Finding, language: Language): string | null {
  const rule = ruleIds.find((id) => id === name);
  return overridden && rule !== undefined ? changeOf(rule, language) : null;
}

/** What the service's page, or we, would have said. */
function changeOf(rule: RuleId, language: Language): string {
  const words = catalogues[language].cli;
  const { limit, unit, severity } = requirements[rule];
  const documented = words.page.documented(formatValue(limit, unit), words.precheck.severity[severity]);
  return `${words.precheck.overridden} (${documented})`;
}

/** Every rule that a policy changed, whether it spoke or not. */
export function renderOverrides(
  overrides: readonly string[],
  policy: PrecheckPolicy,
  language: Language,
): string {
  const words = catalogues[language].cli;
  const items = ruleIds
    .filter((rule) => overrides.includes(rule))
    .map((rule) => {
      const { limit, unit, severity } = effectiveRequirement(rule, policy);
      const now = severity === 'off' ? words.page.off : words.precheck.severity[severity];
      const text = `${rule}: ${formatValue(limit, unit)}, ${now}`;
      return `<li class="info">${escapeHtml(text)}<small>${escapeHtml(changeOf(rule, language))}</small></li>`;
    });
  return `<ul>${items.join('')}</ul>`;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1);
