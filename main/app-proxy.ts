import { session } from 'electron';

let reading: Promise<void> | null = null;

/**
 * The system's proxy for an address, as a PAC answer. Right after a start its settings may not have been read yet,
 * and the answer would be "DIRECT": the first question waits for them.
 */
export async function resolveProxy(url: string): Promise<string> {
  reading ??= session.defaultSession.forceReloadProxyConfig();
  await reading;
  return session.defaultSession.resolveProxy(url);
}
