/**
 * The proxy that the environment names for an address, as a PAC answer ("PROXY a:8080", "SOCKS a:1080", "DIRECT"):
 * HTTPS_PROXY, else ALL_PROXY, unless NO_PROXY names the host. For a command line without Chromium's own reading.
 */
export function proxyOfEnvironment(env: NodeJS.ProcessEnv, url: string): string {
  const host = new URL(url).hostname;
  if (isExcepted(host, read(env, 'no_proxy'))) return 'DIRECT';
  const named = read(env, 'https_proxy') || read(env, 'all_proxy');
  if (named === '') return 'DIRECT';
  // "proxy.bank:8080" would be read as an address of the kind "proxy.bank:".
  const text = named.includes('://') ? named : `http://${named}`;
  if (!URL.canParse(text)) return `UNKNOWN ${named}`;
  const proxy = new URL(text);
  const kind = KINDS[proxy.protocol] ?? 'UNKNOWN';
  return `${kind} ${proxy.hostname}:${proxy.port || DEFAULT_PORTS[proxy.protocol] || ''}`;
}

const KINDS: Readonly<Record<string, string>> = {
  'http:': 'PROXY',
  'https:': 'HTTPS',
  'socks:': 'SOCKS',
  'socks4:': 'SOCKS',
  'socks5:': 'SOCKS5',
  'socks5h:': 'SOCKS5',
};
const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

const read = (env: NodeJS.ProcessEnv, name: string): string =>
  (env[name.toUpperCase()] || env[name] || '').trim();

function isExcepted(host: string, list: string): boolean {
  return list.split(/[\s,]+/).some((entry) => {
    const suffix = entry.replace(/^\*?\.?/, '').replace(/:\d+$/, '');
    return entry === '*' || (suffix !== '' && (host === suffix || host.endsWith(`.${suffix}`)));
  });
}
