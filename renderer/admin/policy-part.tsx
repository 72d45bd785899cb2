import type { ReactElement } from 'react';
import type { PolicyState } from '../../main/core/policy-state.ts';
import type { Catalogue } from '../../main/core/messages/catalogue.ts';
import { originWords, refusedWords, ringLines } from '../../main/core/ring-words.ts';
import { Note } from '../ui/note.tsx';

interface Props {
  readonly policy: PolicyState | null;
  readonly text: Catalogue;
}

/** What IT decided, who decided each setting, and every key that could not be followed. */
export function PolicyPart({ policy, text }: Props): ReactElement | null {
  const words = text.policy;
  if (policy === null) return null;
  return (
    <section className="panel admin-section" data-testid="policy">
      <h2>{words.title}</h2>
      <p>{words.lead}</p>
      {policy.problems.length === 0 ? <p>{words.nothingWrong}</p> : <Problems {...policy} text={text} />}
      {policy.ring === null ? null : (
        <div className="admin-section" data-testid="policy-ring">
          {ringLines({ ...policy.ring, refused: null }, text).map((line) => (
            <p key={line}>{line}</p>
          ))}
          {policy.ring.refused === null ? null : (
            <Note tone="warn">
              <p>{refusedWords(policy.ring.refused, text)}</p>
            </Note>
          )}
        </div>
      )}
      <details>
        <summary>{words.show}</summary>
        <table className="table">
          <tbody>
            {policy.settings.map(({ path, value, origin }) => (
              <tr key={path}>
                <th scope="row" translate="no">
                  {path}
                </th>
                <td>
                  <code translate="no">{value}</code>
                </td>
                <td>{originWords(origin, policy.ring, text)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function Problems({ problems, text }: Pick<PolicyState, 'problems'> & Pick<Props, 'text'>): ReactElement {
  const words = text.policy;
  return (
    <Note tone="warn" title={words.problems(problems.length)}>
      <ul>
        {problems.map(({ place, key, reason, detail }) => (
          <li key={`${place} ${key} ${detail}`}>
            <strong>{key === '' ? words.wholePlace : key}</strong> ({place}): {words.reasons[reason]}
            {detail === '' ? null : <span className="code"> {detail}</span>}
          </li>
        ))}
      </ul>
    </Note>
  );
}
