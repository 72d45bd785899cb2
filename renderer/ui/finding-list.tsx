import type { ReactElement } from 'react';
import type { Language } from '../../main/core/language.ts';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import type { Finding } from '../../main/core/report.ts';
import { Icon } from './icons.tsx';

interface FindingListProps {
  readonly findings: readonly Finding[];
  readonly language: Language;
  readonly text: StartCatalogue;
}

/** Findings as sentences, the service's code small beside each. */
export function FindingList({ findings, language, text }: FindingListProps): ReactElement {
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <li
          key={`${finding.rule} ${finding.fromMs ?? ''}`}
          className={`finding finding-${finding.severity}`}
          data-rule={finding.rule}
        >
          <Icon name={finding.severity === 'block' ? 'redo' : 'warn'} />
          <span>
            {finding.text[language]}
            {finding.code === null ? null : (
              <span className="code"> {text.screens.common.code(finding.code)}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
