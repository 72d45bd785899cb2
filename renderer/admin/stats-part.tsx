import type { ReactElement } from 'react';
import type { StationStats } from '../../main/core/call-stats.ts';
import type { Catalogue } from '../../main/core/messages/catalogue.ts';
import { ENOUGH_SAMPLES } from '../../main/core/rule-suggestion.ts';
import { CodeMatrix } from '../ui/code-matrix.tsx';
import { Button } from '../ui/button.tsx';
import type { AdminView } from './admin-store.ts';

interface Props {
  readonly view: Pick<AdminView, 'stats'>;
  readonly text: Catalogue;
  readonly onStats: () => void;
}

/** What we expected of the service against what it answered: where we are too strict, and where too loose. */
export function StatsPart({ view, text, onStats }: Props): ReactElement {
  const words = text.stats;
  return (
    <section className="panel admin-section" data-testid="stats">
      <h2>{words.title}</h2>
      {view.stats === null ? (
        <Button id="show-stats" onPress={onStats}>
          {words.show}
        </Button>
      ) : (
        <>
          {view.stats.length === 0 ? <p>{words.none}</p> : null}
          {view.stats.map((station) => (
            <Station key={`${station.mode} ${station.station}`} of={station} text={text} />
          ))}
          <p className="hint">{words.blind}</p>
        </>
      )}
    </section>
  );
}

function Station({ of, text }: { readonly of: StationStats; readonly text: Catalogue }): ReactElement {
  const words = text.stats;
  const suggestions = Object.entries(of.suggestions);
  return (
    <>
      <h3>{words.station(of.station, of.mode)}</h3>
      <p>{words.calls(of.calls, of.answered, of.notSent, of.unknown)}</p>
      <CodeMatrix title={words.pairs} corner={words.corner} pairs={of.pairs} />
      <Rows
        title={words.rules}
        rows={of.rules.map(({ rule, code, remarked, confirmed, inVain }) => [
          `${rule} (${code ?? '-'})`,
          words.rule(remarked, confirmed, inVain),
        ])}
      />
      <Rows
        title={words.missed}
        rows={of.missed.map(({ code, count, rules }) => [code, words.missedCode(count, rules.join(', '))])}
      />
      {suggestions.length === 0 ? (
        <p>{words.noSuggestions(ENOUGH_SAMPLES)}</p>
      ) : (
        <Rows
          title={words.suggestions}
          rows={suggestions.map(([rule, change]) => [`precheck.rules.${rule}`, JSON.stringify(change)])}
        />
      )}
    </>
  );
}

interface RowsProps {
  readonly title: string;
  readonly rows: readonly (readonly [string, string])[];
}

function Rows({ title, rows }: RowsProps): ReactElement | null {
  if (rows.length === 0) return null;
  return (
    <table className="table">
      <caption>{title}</caption>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row" translate="no">
              {name}
            </th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
