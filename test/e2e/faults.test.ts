import { expect, it } from 'vitest';
import { fillDisk } from '../torture/faults/disk.ts';

/** One of the faults that `npm run torture -- faults` plays in the real app: the one nobody sees coming. */
it('a disk that is full when the answer comes approves nobody, says so, and the journal has everything once there is room', async () => {
  const lines = await fillDisk('quick');
  expect(lines).toHaveLength(1);
  expect(lines.flatMap(({ wrong }) => wrong)).toEqual([]);
});
