import type { CustomerAct, CustomerView } from '../../main/core/customer-view.ts';

/** Everything a customer's screen is drawn from. */
export interface CustomerProps {
  readonly view: CustomerView;
  readonly stream: MediaStream | null;
  readonly act: (act: CustomerAct) => void;
}
