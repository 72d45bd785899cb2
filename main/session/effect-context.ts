import type { SessionEvent } from '../core/session-events.ts';
import type { Session } from '../core/session-shape.ts';
import type { RunnerPorts } from './runner-ports.ts';

/** What an effect works with. */
export interface EffectContext {
  /** The session right after the transition that asked for the effect. */
  readonly session: Session;
  readonly ports: RunnerPorts;
  readonly dispatch: (event: SessionEvent) => boolean;
  readonly signal: AbortSignal;
}
