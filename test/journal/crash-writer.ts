import { openSample, writeSessions } from './sample-journal.ts';

/** Appends sessions until it is killed; says each number after it was acknowledged. */
const journal = await openSample(process.argv[2] ?? '');
for (let n = 0; ; n += 1) {
  await writeSessions(journal, 1, n);
  process.stdout.write(`${journal.head().seq}\n`);
}
