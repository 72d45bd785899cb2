import { createStore, type StoreApi } from 'zustand/vanilla';
import type { About, AdminRequest, AdminState } from '../../main/core/admin.ts';
import type { TrainingState } from '../../main/core/training.ts';
import type { StationStats } from '../../main/core/call-stats.ts';
import type { FleetRow } from '../../main/core/fleet-view.ts';
import type { Exported } from '../../main/core/history.ts';
import type { Failure } from '../../main/core/failure.ts';
import type { PolicyState } from '../../main/core/policy-state.ts';
import type { UpdateState } from '../../main/core/update-state.ts';
import type { Main } from '../bridge.ts';

export interface AdminView {
  readonly state: AdminState | null;
  readonly about: About | null;
  /** Expected against answered codes; null until the supervisor asked. */
  readonly stats: readonly StationStats[] | null;
  /** The bank's stations; null until the supervisor asked. */
  readonly fleet: readonly FleetRow[] | null;
  readonly fleetFile: Exported | null;
  /** Null until a supervisor is signed in. */
  readonly policy: PolicyState | null;
  /** Null until a supervisor is signed in. */
  readonly updates: UpdateState | null;
  readonly isLooking: boolean;
  /** The bank's cluster is being read. */
  readonly isReading: boolean;
  /** The trainer's sheet; null with a live service and until the desk is open. */
  readonly training: TrainingState | null;
  readonly failure: Failure | null;
  /** The supervisor's page lies over the customer's. */
  readonly isOpen: boolean;
  readonly isBusy: boolean;
}

/** A mirror of main's desk, and whether its page is shown. */
export interface AdminStore extends Pick<StoreApi<AdminView>, 'getState' | 'getInitialState' | 'subscribe'> {
  connect(): () => void;
  open(): void;
  close(): void;
  loadStats(): void;
  loadFleet(act: 'show' | 'export', days: number): Promise<void>;
  chooseScenario(scenario: string): void;
  checkUpdates(): Promise<void>;
  request(request: AdminRequest): Promise<boolean>;
}

const CLOSED: AdminView = {
  state: null,
  about: null,
  stats: null,
  fleet: null,
  fleetFile: null,
  policy: null,
  updates: null,
  isLooking: false,
  isReading: false,
  training: null,
  failure: null,
  isOpen: false,
  isBusy: false,
};

export function createAdminStore(main: Main): AdminStore {
  const store = createStore<AdminView>(() => CLOSED);

  // A page that main has locked by itself goes away.
  const mirror = (state: AdminState): void => {
    const wasUnlocked = store.getState().state?.isUnlocked === true;
    store.setState({ state, ...(wasUnlocked && !state.isUnlocked ? { isOpen: false } : {}) });
    if (!wasUnlocked && state.isUnlocked) {
      loadPolicy();
      loadUpdates();
      loadTraining();
    }
  };

  const loadPolicy = (): void => {
    void main.ask('policy.get', undefined).then((got) => {
      if (got.ok) store.setState({ policy: got.value });
    });
  };

  const loadUpdates = (): void => {
    void main.ask('updates.get', undefined).then((got) => {
      if (got.ok) store.setState({ updates: got.value });
    });
  };

  // Refused with a live service: then there is no such part of the page.
  const loadTraining = (): void => {
    void main.ask('training.get', undefined).then((got) => {
      if (got.ok) store.setState({ training: got.value });
    });
  };

  const request = async (wish: AdminRequest): Promise<boolean> => {
    store.setState({ isBusy: true, failure: null });
    const done = await main.ask('admin.do', wish);
    store.setState({ isBusy: false, failure: done.ok ? null : done.failure });
    if (done.ok) mirror(done.value);
    return done.ok;
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    connect() {
      const stop = main.listen('admin.changed', mirror);
      void main.ask('admin.get', undefined).then((got) => {
        if (got.ok) mirror(got.value);
      });
      return stop;
    },
    open() {
      store.setState({ isOpen: true, failure: null });
      void main.ask('about.get', undefined).then((got) => {
        if (got.ok) store.setState({ about: got.value });
      });
    },
    close() {
      store.setState({
        isOpen: false,
        failure: null,
        stats: null,
        fleet: null,
        fleetFile: null,
        policy: null,
        updates: null,
        training: null,
      });
      if (store.getState().state?.isUnlocked === true) void request({ type: 'lock' });
    },
    chooseScenario(scenario) {
      void main.ask('training.choose', { scenario }).then((got) => {
        store.setState(got.ok ? { training: got.value } : { failure: got.failure });
      });
    },
    async checkUpdates() {
      store.setState({ isLooking: true, failure: null });
      const got = await main.ask('updates.check', undefined);
      store.setState({ isLooking: false, ...(got.ok ? { updates: got.value } : { failure: got.failure }) });
    },
    loadStats() {
      void main.ask('stats.get', undefined).then((got) => {
        store.setState(got.ok ? { stats: got.value } : { failure: got.failure });
      });
    },
    async loadFleet(act, days) {
      store.setState({ isReading: true, failure: null, fleetFile: null });
      if (act === 'show') {
        const got = await main.ask('fleet.get', { days });
        store.setState(got.ok ? { fleet: got.value } : { failure: got.failure });
      } else {
        const got = await main.ask('fleet.export', { days });
        store.setState(got.ok ? { fleetFile: got.value } : { failure: got.failure });
      }
      store.setState({ isReading: false });
    },
    request,
  };
}
