import { failed, ok } from '../core/result.ts';
import { diskFailure, type Carrier } from './hand-over.ts';
import { writeWholeFile } from './whole-file.ts';

/** Drops bundles into a folder of the bank's. */
export function folderCarrier(folder: string): Carrier {
  return async ({ fileName, bytes }) => {
    try {
      return ok(await writeWholeFile(folder, fileName, bytes));
    } catch (cause) {
      return failed(diskFailure(cause));
    }
  };
}
