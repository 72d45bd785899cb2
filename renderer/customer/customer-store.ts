import { createStore } from 'zustand/vanilla';
import type { CustomerAct, CustomerView } from '../../main/core/customer-view.ts';
import type { Main } from '../bridge.ts';

/** A mirror of what main lets the customer see; null until main has said something. */
export interface CustomerStore {
  getState(): CustomerView | null;
  getInitialState(): CustomerView | null;
  subscribe(listener: (view: CustomerView | null, before: CustomerView | null) => void): () => void;
  connect(): void;
  act(act: CustomerAct): void;
}

export function createCustomerStore(main: Main): CustomerStore {
  const store = createStore<CustomerView | null>(() => null);
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    connect() {
      main.listen('customer.changed', (view) => store.setState(view, true));
      void main.ask('customer.get', undefined).then((result) => {
        // A push that came first is newer.
        if (result.ok && store.getState() === null) store.setState(result.value, true);
      });
    },
    act: (act) => void main.ask('customer.act', act),
  };
}
