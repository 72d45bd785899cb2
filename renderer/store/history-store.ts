import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../main/core/failure.ts';
import type {
  Exported,
  ExportProgress,
  HeadNote,
  HeadRequest,
  HistoryCharts,
  HistoryExport,
  HistoryFilter,
  HistoryPage,
  RetentionClock,
} from '../../main/core/history.ts';
import type { Main } from '../bridge.ts';

export interface HistoryView {
  readonly isOpen: boolean;
  readonly filter: HistoryFilter;
  /** Rows of all pages read so far. */
  readonly page: HistoryPage | null;
  readonly charts: HistoryCharts | null;
  readonly clocks: readonly RetentionClock[];
  readonly head: HeadNote | null;
  readonly isHeadBusy: boolean;
  readonly progress: ExportProgress | null;
  readonly exported: Exported | null;
  readonly failure: Failure | null;
}

/** What main told of the journal, while its page is open; forgotten when it closes. */
export interface HistoryStore extends Pick<
  StoreApi<HistoryView>,
  'getState' | 'getInitialState' | 'subscribe'
> {
  connect(): () => void;
  open(): void;
  close(): void;
  search(filter: HistoryFilter): Promise<void>;
  more(): Promise<void>;
  export(format: HistoryExport['format']): Promise<void>;
  /** Prints the journal's head, or adds it to the list. */
  giveHead(act: HeadRequest['act']): Promise<void>;
}

const MONTH_MS = 30 * 86_400_000;

export function createHistoryStore(main: Main, now: () => number): HistoryStore {
  const closed = (): HistoryView => ({
    isOpen: false,
    filter: { fromMs: now() - MONTH_MS, toMs: now(), teller: null, outcome: null },
    page: null,
    charts: null,
    clocks: [],
    head: null,
    isHeadBusy: false,
    progress: null,
    exported: null,
    failure: null,
  });
  const store = createStore<HistoryView>(closed);

  const search = async (filter: HistoryFilter): Promise<void> => {
    store.setState({ filter, failure: null, exported: null });
    const [page, charts] = await Promise.all([
      main.ask('history.search', { filter, before: null }),
      main.ask('history.chart', filter),
    ]);
    store.setState(page.ok ? { page: page.value } : { failure: page.failure });
    if (charts.ok) store.setState({ charts: charts.value });
  };

  const giveHead = async (act: HeadRequest['act']): Promise<void> => {
    store.setState({ isHeadBusy: true, failure: null });
    const given = await main.ask('history.head', { act });
    store.setState({ isHeadBusy: false, ...(given.ok ? { head: given.value } : { failure: given.failure }) });
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    connect: () => main.listen('history.progress', (progress) => store.setState({ progress })),
    open() {
      store.setState({ ...closed(), isOpen: true });
      void search(store.getState().filter);
      void giveHead('show');
      void main.ask('history.retention', undefined).then((clocks) => {
        if (clocks.ok) store.setState({ clocks: clocks.value });
      });
    },
    close: () => store.setState(closed()),
    search,
    giveHead,
    async more() {
      const { filter, page } = store.getState();
      if (page?.next === undefined || page.next === null) return;
      const older = await main.ask('history.search', { filter, before: page.next });
      if (older.ok) store.setState({ page: { ...older.value, rows: [...page.rows, ...older.value.rows] } });
      else store.setState({ failure: older.failure });
    },
    async export(format) {
      store.setState({ progress: { done: 0, total: 0 }, exported: null, failure: null });
      const done = await main.ask('history.export', { filter: store.getState().filter, format });
      store.setState(
        done.ok ? { exported: done.value, progress: null } : { failure: done.failure, progress: null },
      );
    },
  };
}
