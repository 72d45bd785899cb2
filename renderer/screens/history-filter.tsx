import type { FormEvent, ReactElement } from 'react';
import { sessionOutcomeSchema, sessionOutcomes } from '../../main/core/journal-words.ts';
import { historyFilterSchema, type HistoryFilter } from '../../main/core/history.ts';
import { outcomeWords, type HistoryProps } from '../ui/history-words.ts';

const DAY_MS = 86_400_000;

/** Period, teller and outcome; days are those of this machine's calendar, and the last one is included. */
export function HistoryFilterForm({ view, store, text }: HistoryProps): ReactElement {
  const words = text.history.screen;
  const { filter } = view;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const asked = readFilter(new FormData(event.currentTarget));
    if (asked !== null) void store.search(asked);
  };
  return (
    <form className="history-filter" onSubmit={submit}>
      <label className="admin-field">
        {words.from}
        <input type="date" name="from" required defaultValue={toDay(filter.fromMs)} />
      </label>
      <label className="admin-field">
        {words.to}
        <input type="date" name="to" required defaultValue={toDay(filter.toMs)} />
      </label>
      <label className="admin-field">
        {words.teller}
        <input name="teller" pattern="[\w.@\-]*" maxLength={40} placeholder={words.anyTeller} />
      </label>
      <label className="admin-field">
        {words.outcome}
        <select name="outcome" defaultValue="">
          <option value="">{words.anyOutcome}</option>
          {sessionOutcomes.map((outcome) => (
            <option key={outcome} value={outcome}>
              {outcomeWords(outcome, text)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button button-main" data-testid="history-search">
        {words.search}
      </button>
    </form>
  );
}

/** Null for what is no filter; the form's own rules have told the person. */
function readFilter(form: FormData): HistoryFilter | null {
  const outcome = sessionOutcomeSchema.safeParse(form.get('outcome'));
  const teller = form.get('teller');
  const parsed = historyFilterSchema.safeParse({
    fromMs: fromDay(form.get('from')),
    toMs: fromDay(form.get('to')) + DAY_MS,
    teller: teller === '' ? null : teller,
    outcome: outcome.success ? outcome.data : null,
  });
  return parsed.success ? parsed.data : null;
}

const fromDay = (day: FormDataEntryValue | null): number =>
  new Date(`${typeof day === 'string' ? day : ''}T00:00:00`).getTime();

function toDay(atMs: number): string {
  const date = new Date(atMs);
  return [
    date.getFullYear(),
    String(date.getMonth() + 1).padStart(2, '0'),
    String(date.getDate()).padStart(2, '0'),
  ].join('-');
}
