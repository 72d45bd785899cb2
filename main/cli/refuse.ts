import { FAILURE_EXIT_STATUS, type Failure } from '../core/failure.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import type { CommandIo, ExitStatus } from './command.ts';

/** Says in one sentence why a command could not do its work, with the code, and gives its exit status. */
export function refuse({ code, detail }: Failure, io: CommandIo): ExitStatus {
  const tail = detail === undefined ? '' : ` (${detail})`;
  io.stderr(`${catalogues[io.language].failures[code]} [${code}]${tail}\n`);
  return FAILURE_EXIT_STATUS[code];
}
