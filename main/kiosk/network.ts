import type { Session, WebContents } from 'electron';

/**
 * SECURITY: the page's session reaches our own protocol only; no request leaves the machine from it
 * (test/e2e/isolation.test.ts). Main's own client does not go through this session.
 */
export async function forbidNetwork(session: Session): Promise<void> {
  session.webRequest.onBeforeRequest((details, decide) => {
    const url = new URL(details.url);
    const local = ['app:', 'blob:', 'data:', 'devtools:'].includes(url.protocol);
    decide({ cancel: !local });
  });
  // What the filter does not see (WebRTC over TCP) meets a proxy that is not there.
  await session.setProxy({ mode: 'fixed_servers', proxyRules: 'socks5://127.0.0.1:9', proxyBypassRules: '' });
}

/** SECURITY: WebRTC sends its own packets, past the policy and the filter; without a proxy it may send none. */
export function forbidPeers(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
