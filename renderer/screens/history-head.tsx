import type { ReactElement, ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { formatMoment, formatNumber } from '../ui/format.ts';
import type { HistoryProps } from '../ui/history-words.ts';

/** The journal's newest head, to be kept elsewhere: on paper, or in a list that this station can only add to. */
export function HistoryHead({ view, store, text, language }: HistoryProps): ReactElement | null {
  const words = text.history.screen.head;
  const { head, isHeadBusy } = view;
  if (head === null) return null;
  const last = (atMs: number | null): string => (atMs === null ? words.never : formatMoment(atMs, language));
  return (
    <section className="admin-section">
      <h2>{words.title}</h2>
      <p>{words.lead}</p>
      <p className="head-code" data-testid="head-code" translate="no">
        {head.code}
      </p>
      <dl className="admin-facts">
        <Fact name={words.record} value={formatNumber(head.seq, language, 0)} />
        <Fact name={words.key} value={<span translate="no">{head.keyId}</span>} />
        <Fact name={words.listed} value={last(head.listedAtMs)} />
        <Fact name={words.printed} value={last(head.printedAtMs)} />
      </dl>
      <div className="admin-row">
        <Button
          id="head-print"
          icon="printer"
          disabled={isHeadBusy}
          onPress={() => void store.giveHead('print')}
        >
          {words.print}
        </Button>
        <Button id="head-export" disabled={isHeadBusy} onPress={() => void store.giveHead('export')}>
          {words.export}
        </Button>
      </div>
      <output data-testid="head-done">{isHeadBusy ? words.busy : words.done[head.done]}</output>
    </section>
  );
}

const Fact = ({ name, value }: { readonly name: string; readonly value: ReactNode }): ReactElement => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
