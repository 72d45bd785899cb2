import type {
  Alarm,
  Clock,
  HandOver,
  Desk,
  Journal,
  LivenessService,
  Parking,
  Prechecker,
  ReceiptPrinter,
} from '../core/ports.ts';
import type { SessionRules } from '../core/session-events.ts';
import type { StateName } from '../core/session-shape.ts';
import type { EvidenceSink } from './evidence-sink.ts';
import type { Vault } from './vault.ts';

/** Everything the runner needs from outside; put together in main/index.ts, faked in tests. */
export interface RunnerPorts {
  readonly prechecker: Prechecker;
  readonly service: LivenessService;
  readonly printer: ReceiptPrinter;
  readonly journal: Journal;
  readonly desk: Desk;
  readonly parking: Parking;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly evidence: EvidenceSink;
  /** Null where nothing is handed over; the consent text says which. */
  readonly handOver: HandOver | null;
  readonly newSessionId: () => string;
  readonly stationId: string;
  readonly rules: SessionRules;
  readonly deadlinesMs: Readonly<Record<StateName, number | null>>;
}
