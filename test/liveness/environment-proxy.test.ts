import { expect, test } from 'vitest';
import { proxyOfEnvironment } from '../../main/liveness/environment-proxy.ts';

test.each([
  [{}, 'DIRECT'],
  [{ HTTPS_PROXY: 'http://proxy.bank:3128' }, 'PROXY proxy.bank:3128'],
  [{ https_proxy: 'proxy.bank:3128' }, 'PROXY proxy.bank:3128'],
  [{ HTTPS_PROXY: 'http://proxy.bank' }, 'PROXY proxy.bank:80'],
  [{ ALL_PROXY: 'socks5://proxy.bank:1080' }, 'SOCKS5 proxy.bank:1080'],
  [{ HTTPS_PROXY: 'https://proxy.bank' }, 'HTTPS proxy.bank:443'],
  [{ HTTPS_PROXY: 'http://a b' }, 'UNKNOWN http://a b'],
  [{ HTTPS_PROXY: 'http://proxy.bank:3128', NO_PROXY: 'localhost, .fpt.ai' }, 'DIRECT'],
  [{ HTTPS_PROXY: 'http://proxy.bank:3128', no_proxy: 'api.fpt.ai:443' }, 'DIRECT'],
  [{ HTTPS_PROXY: 'http://proxy.bank:3128', NO_PROXY: '*' }, 'DIRECT'],
  [{ HTTPS_PROXY: 'http://proxy.bank:3128', NO_PROXY: 'notfpt.ai,pt.ai' }, 'PROXY proxy.bank:3128'],
] as const)('%j gives %s', (env, answer) => {
  expect(proxyOfEnvironment(env, 'https://api.fpt.ai')).toBe(answer);
});
