import type { FailureCode } from '../core/failure.ts';

/** A connection that did not come about, already named in the product's own codes. */
export class ConnectError extends Error {
  readonly failureCode: FailureCode;

  constructor(failureCode: FailureCode, message: string) {
    super(message);
    this.failureCode = failureCode;
  }
}
