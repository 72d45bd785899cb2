import type { Result } from '../core/result.ts';

/** A message as the stream holds it. */
export interface StreamedMessage {
  readonly subject: string;
  /** Place in the whole stream, over all stations. */
  readonly streamSeq: number;
  /** When the cluster took it, by the cluster's clock. */
  readonly takenAtMs: number;
  readonly data: string;
}

export interface OutgoingMessage {
  readonly subject: string;
  /** The cluster drops a second message with this id (for as long as its window lasts). */
  readonly id: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly data: string;
  /** Stream number of the last message on this subject; null: whatever it is. */
  readonly after: number | null;
}

/** How one message fared: the cluster holds it at that place, or it refused because another one came last. */
export type PublishEnd =
  { readonly kind: 'taken'; readonly streamSeq: number } | { readonly kind: 'notNext' };

export interface ReadRange {
  readonly stream: string;
  readonly filter: string;
  /** Only what the cluster took since then; null for everything. */
  readonly sinceMs: number | null;
}

/** A connection to the bank's cluster; comes back by itself when a node or a line fails. */
export interface FleetLink {
  /** The last message on a subject, or null; may be a moment old. */
  last(stream: string, subject: string): Promise<Result<StreamedMessage | null>>;
  /** Resolves when the cluster has the message on a majority of its disks. */
  publish(message: OutgoingMessage): Promise<Result<PublishEnd>>;
  close(): Promise<void>;
}

/** What head office may do besides. */
export interface FleetReader extends FleetLink {
  /** The last message on a subject as the stream's leader has it, or null: whatever was taken before is seen. */
  lastOfLeader(stream: string, subject: string): Promise<Result<StreamedMessage | null>>;
  /** Everything there is now, in the stream's order; throws when the cluster goes away meanwhile. */
  read(range: ReadRange): AsyncIterable<StreamedMessage>;
  /** Whether the stream lets old messages go. */
  forgets(stream: string): Promise<Result<boolean>>;
}

/** How to reach the cluster and who we are there. */
export interface LinkSettings {
  readonly servers: readonly string[];
  /** PEM; null for the certificates Node brings along. */
  readonly caPem: string | null;
  /** Content of a .creds file, an nkey seed, or "user:password". */
  readonly credentials: string;
  readonly name: string;
  readonly inboxPrefix: string;
  /** How long an answer is waited for. */
  readonly timeoutMs: number;
}
