import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What the servers of the cluster take, by what Linux says of their processes. */
export interface ServerUse {
  readonly residentBytes: readonly number[];
  /** Time on a processor so far, all servers together. */
  readonly cpuMs: number;
}

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;

export async function serverUse(): Promise<ServerUse> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = (await Promise.all(pids.map(useOf))).filter((use) => use !== null);
  return {
    residentBytes: found.map(({ bytes }) => bytes),
    cpuMs: found.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  };
}

async function useOf(pid: string): Promise<{ readonly bytes: number; readonly cpuMs: number } | null> {
  const read = (name: string): Promise<string> => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
  const status = await read('status');
  const isOurs = /^Name:\s+nats-server$/m.test(status) && status.includes(`PPid:\t${process.pid}\n`);
  if (!isOurs) return null;
  const bytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
  // The name in brackets may hold blanks; fields 14 and 15 are user and system time (proc_pid_stat(5)).
  const fields = (await read('stat')).replace(/^.*\) /s, '').split(' ');
  return { bytes, cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS };
}

/** Bytes of all files below a folder. */
export async function folderBytes(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(files.map((file) => stat(join(folder, file)).catch(() => null)));
  return sizes.reduce((sum, facts) => sum + (facts?.isFile() === true ? facts.size : 0), 0);
}
