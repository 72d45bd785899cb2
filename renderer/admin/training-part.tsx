import type { ReactElement } from 'react';
import { CODE_MEANINGS } from '../../main/core/verdict-codes.ts';
import type { ScoreLine, TrainingState } from '../../main/core/training.ts';
import type { Language } from '../../main/core/language.ts';
import type { Catalogue } from '../../main/core/messages/catalogue.ts';
import { formatMoment } from '../ui/format.ts';
import { Icon } from '../ui/icons.tsx';

interface Props {
  /** Null with a live service, where there is no training. */
  readonly training: TrainingState | null;
  readonly language: Language;
  readonly text: Catalogue;
  readonly onChoose: (scenario: string) => void;
}

const GROUPS = ['auto', 'code', 'sample', 'gateway', 'fault'] as const;

/** The trainer's: what the practice service answers next, and what the trainees made of it. */
export function TrainingPart({ training, language, text, onChoose }: Props): ReactElement | null {
  const words = text.training;
  if (training === null) return null;
  return (
    <section className="panel admin-section" data-testid="training">
      <h2>{words.title}</h2>
      <p>{words.lead}</p>
      <label className="admin-field admin-field-wide">
        {words.scenario}
        <select
          data-testid="scenario"
          value={training.scenario}
          onChange={(event) => onChoose(event.target.value)}
        >
          {GROUPS.map((group) => (
            <optgroup key={group} label={words.groups[group]}>
              {training.scenarios
                .filter((id) => groupOf(id) === group)
                .map((id) => (
                  <option key={id} value={id}>
                    {scenarioWords(id, text)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      <ScoreSheet scores={training.scores} language={language} text={text} />
    </section>
  );
}

type SheetProps = Pick<Props, 'language' | 'text'> & { readonly scores: readonly ScoreLine[] };

function ScoreSheet({ scores, language, text }: SheetProps): ReactElement {
  const words = text.training;
  if (scores.length === 0) return <p className="hint">{words.none}</p>;
  return (
    <>
      <div className="table-wrap">
        <table className="table" data-testid="score-sheet">
          <caption>{words.scoresTitle}</caption>
          <thead>
            <tr>
              {[words.time, words.trainee, words.scenario, words.did, words.best, words.mark].map((title) => (
                <th
                  key={title}
                  scope="col"
                  className={[words.time, words.trainee].includes(title) ? 'name' : undefined}
                >
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scores.map((score) => (
              <Line key={`${score.atMs} ${score.trainee}`} score={score} language={language} text={text} />
            ))}
          </tbody>
        </table>
      </div>
      {totals(scores).map(([trainee, right, all]) => (
        <p key={trainee}>{words.total(trainee, String(right), String(all))}</p>
      ))}
      <p className="hint">{words.kept}</p>
    </>
  );
}

function Line({
  score,
  language,
  text,
}: Omit<SheetProps, 'scores'> & { readonly score: ScoreLine }): ReactElement {
  const words = text.training;
  return (
    <tr>
      <td className="name" translate="no">
        {formatMoment(score.atMs, language)}
      </td>
      <td className="name" translate="no">
        {score.trainee}
      </td>
      <td>{scenarioWords(score.scenario, text)}</td>
      <td>{words.acts[score.did]}</td>
      <td>{words.acts[score.right[0] ?? 'finish']}</td>
      <td>
        <span className={`badge badge-${score.isRight ? 'good' : 'warn'}`}>
          <Icon name={score.isRight ? 'check' : 'warn'} />
          {score.isRight ? words.right : words.wrong}
        </span>
      </td>
    </tr>
  );
}

/** Trainee, right decisions, all decisions. */
function totals(scores: readonly ScoreLine[]): readonly (readonly [string, number, number])[] {
  const names = [...new Set(scores.map(({ trainee }) => trainee))].toSorted();
  return names.map((name) => {
    const own = scores.filter(({ trainee }) => trainee === name);
    return [name, own.filter(({ isRight }) => isRight).length, own.length] as const;
  });
}

const groupOf = (id: string): (typeof GROUPS)[number] =>
  GROUPS.find((group) => id.startsWith(group)) ?? 'fault';

/** What a situation is called; one without a name of its own shows its code. */
function scenarioWords(id: string, text: Catalogue): string {
  const words = text.training;
  const rest = id.slice(id.indexOf('-') + 1);
  if (id === 'auto') return words.auto;
  if (id === 'code-200') return words.success;
  const named: Readonly<Record<string, string>> = { ...words.samples, ...words.faults };
  if (named[rest] !== undefined) return named[rest];
  if (id.startsWith('gateway')) return words.gateway(rest);
  const reason = CODE_MEANINGS[rest]?.reason;
  return `${text.screens.common.code(rest)}${reason === undefined ? '' : `: ${text.verdict.reasons[reason]}`}`;
}
