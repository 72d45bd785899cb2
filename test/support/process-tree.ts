import { readdir, readFile } from 'node:fs/promises';

/** One process of a tree; figures by the kernel (Linux only). */
export interface ProcessFigures {
  readonly pid: number;
  /** Chromium's word for a process of its own ("renderer", "utility" …), the program's name for others. */
  readonly kind: string;
  /** Proportional set size: shared pages count by their share, so that a sum over the tree counts none twice. */
  readonly pssMb: number;
  /** Of it, what is no file's: it does not change with other programs that have the same files open. */
  readonly ownMb: number;
  readonly handles: number;
}

/** A process and everything it has started that is still there. A process that ends meanwhile is left out. */
export async function processTree(rootPid: number): Promise<readonly ProcessFigures[]> {
  const parents = await readParents();
  const pids = [rootPid];
  for (const pid of pids) pids.push(...[...parents].filter(([, of]) => of === pid).map(([child]) => child));
  const figures = await Promise.all(pids.map(readFigures));
  return figures.filter((one) => one !== null);
}

/** Sum of a figure over a tree. */
export const sumOf = (tree: readonly ProcessFigures[], figure: 'pssMb' | 'ownMb' | 'handles'): number =>
  tree.reduce((sum, one) => sum + one[figure], 0);

async function readParents(): Promise<ReadonlyMap<number, number>> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const pairs = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      // The name in brackets may hold spaces; the parent is the second word after it.
      return [Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const;
    }),
  );
  return new Map(pairs);
}

async function readFigures(pid: number): Promise<ProcessFigures | null> {
  try {
    const [memory, command, handles] = await Promise.all([
      readFile(`/proc/${pid}/smaps_rollup`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      readdir(`/proc/${pid}/fd`),
    ]);
    const mega = (field: string): number =>
      Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(memory)?.[1] ?? 0) / 1024;
    const pssMb = mega('Pss');
    return { pid, kind: kindOf(command), pssMb, ownMb: pssMb - mega('Pss_File'), handles: handles.length };
  } catch {
    return null;
  }
}

function kindOf(command: string): string {
  const type = /--type=([\w-]+)/.exec(command)?.[1];
  return type ?? command.split('\0')[0]?.split('/').at(-1) ?? '';
}
