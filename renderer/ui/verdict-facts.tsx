import type { ReactElement } from 'react';
import type { Language } from '../../main/core/language.ts';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import type { FieldAgreement, Verdict } from '../../main/core/verdict-shape.ts';
import { formatPercent } from './format.ts';
import { Icon } from './icons.tsx';
import { levelOf, verdictWords } from './verdict-words.ts';

const AGREEMENT_ICON = { yes: 'check', no: 'cross', notAssessed: 'dash' } as const;

/** Each field of the answer, and whether it agrees: by icon, word and colour. */
export function VerdictFields({
  verdict,
  text,
}: {
  readonly verdict: Verdict;
  readonly text: StartCatalogue;
}): ReactElement {
  return (
    <section className="fields">
      <h2>{text.screens.verdict.fieldsTitle}</h2>
      <ul>
        {verdict.fields.map((field) => (
          <Field key={field.field} field={field} text={text} />
        ))}
      </ul>
    </section>
  );
}

function Field({
  field,
  text,
}: {
  readonly field: FieldAgreement;
  readonly text: StartCatalogue;
}): ReactElement {
  const words = text.screens.verdict;
  const said = { yes: words.agrees, no: words.disagrees, notAssessed: words.notAssessed }[field.agrees];
  return (
    <li className={`field field-${field.agrees}`}>
      <Icon name={AGREEMENT_ICON[field.agrees]} />
      <span className="field-name">{verdictWords(text, 'fields', field.field)}</span>
      <span className="field-value">{valueWords(field.value, text)}</span>
      <span className="field-said">{said}</span>
    </li>
  );
}

function valueWords(value: string | null, text: StartCatalogue): string {
  const words = text.screens.verdict;
  if (value === null) return words.noValue;
  const known: Readonly<Record<string, string>> = { true: words.valueTrue, false: words.valueFalse };
  return known[value.toLowerCase()] ?? value;
}

interface NumbersProps {
  readonly verdict: Verdict;
  readonly language: Language;
  readonly text: StartCatalogue;
}

/** Likeness and probabilities in words first, then as numbers. Similarity comes in percent, probabilities 0..1. */
export function VerdictNumbers({ verdict, language, text }: NumbersProps): ReactElement {
  const words = text.screens.verdict;
  const similarity = verdict.similarity === null ? null : verdict.similarity / 100;
  return (
    <section className="numbers">
      <h2>{words.numbersTitle}</h2>
      <dl>
        <Measure name={words.similarity} share={similarity} language={language} text={text} />
        <Measure name={words.spoof} share={verdict.spoofProbability} language={language} text={text} />
        <Measure name={words.deepfake} share={verdict.deepfakeProbability} language={language} text={text} />
      </dl>
    </section>
  );
}

interface MeasureProps extends Omit<NumbersProps, 'verdict'> {
  readonly name: string;
  readonly share: number | null;
}

function Measure({ name, share, language, text }: MeasureProps): ReactElement {
  return (
    <div className="measure">
      <dt>{name}</dt>
      {share === null ? (
        <dd>{text.screens.verdict.notAssessed}</dd>
      ) : (
        <dd>
          {text.screens.level[levelOf(share)]}
          <span className="measure-number">{formatPercent(share, language, 2)}</span>
        </dd>
      )}
    </div>
  );
}
