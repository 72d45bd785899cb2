import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from '../support/setup-manifest.ts';
import { type BenchResult, median, ratios } from './figures.ts';

const PAIRS = 20;
const LIMIT = 2;

/** Start of the command line, up to its help, over a start of Node that does nothing. */
export async function benchCommandLine(): Promise<BenchResult> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let pair = 0; pair <= PAIRS; pair += 1) {
    const our = await timeNode([join(ROOT, 'out/main/cli.js'), '--help']);
    const their = await timeNode(['--eval', '0']);
    // The first pair reads the files into memory for all others.
    if (pair > 0) {
      ours.push(our);
      theirs.push(their);
    }
  }
  process.stdout.write(
    `       kiosk --help ${median(ours).toFixed(0)} ms, node alone ${median(theirs).toFixed(0)} ms\n`,
  );
  return {
    figures: [
      { name: 'command-line start', unit: 'times plain node', values: ratios(ours, theirs), limit: LIMIT },
    ],
  };
}

async function timeNode(args: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}`);
  return performance.now() - startedMs;
}
