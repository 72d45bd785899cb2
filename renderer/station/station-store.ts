import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CameraFindings } from '../../main/core/camera-findings.ts';
import type { Failure } from '../../main/core/failure.ts';
import type { Language } from '../../main/core/language.ts';
import type { Role } from '../../main/core/session-shape.ts';
import type { StationState } from '../../main/core/station-check.ts';
import type { Main } from '../bridge.ts';

export interface StationView {
  /** Null until main has told. */
  readonly state: StationState | null;
  /** The page of the check lies over the welcome. */
  readonly isOpen: boolean;
  /** What is being looked at; null when nothing is. */
  readonly running: Role | 'machine' | null;
  readonly failure: Failure | null;
  /** What came of the last print; null before. */
  readonly printed: 'sentToPrinter' | 'savedAsPdf' | null;
}

export interface StationStore extends Pick<
  StoreApi<StationView>,
  'getState' | 'getInitialState' | 'subscribe'
> {
  readonly connect: () => void;
  readonly open: () => void;
  readonly close: () => void;
  /** Looks at everything; once at a time. */
  readonly check: () => Promise<void>;
  readonly print: (language: Language) => Promise<void>;
}

const CLOSED: StationView = { state: null, isOpen: false, running: null, failure: null, printed: null };

/** `survey` measures the cameras; null where the page does not know the station yet. */
export function createStationStore(
  main: Main,
  survey: (onRole: (role: Role) => void) => Promise<CameraFindings | null>,
): StationStore {
  const store = createStore<StationView>(() => CLOSED);
  const load = async (): Promise<void> => {
    const state = await main.ask('station.get', undefined);
    if (state.ok) store.setState({ state: state.value });
  };
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    connect: () => void load(),
    open() {
      store.setState({ isOpen: true, failure: null, printed: null });
      void load();
    },
    close: () => store.setState({ isOpen: false }),
    async check() {
      if (store.getState().running !== null) return;
      store.setState({ running: 'face', failure: null, printed: null });
      const findings = await survey((running) => store.setState({ running }));
      store.setState({ running: findings === null ? null : 'machine' });
      if (findings === null) return;
      const done = await main.ask('station.check', findings);
      store.setState({ running: null, failure: done.ok ? null : done.failure });
      await load();
    },
    async print(language) {
      const done = await main.ask('station.print', { language });
      store.setState(done.ok ? { printed: done.value, failure: null } : { failure: done.failure });
    },
  };
}
