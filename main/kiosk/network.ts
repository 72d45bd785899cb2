import type { Session } from 'electron';

/** SECURITY: the page's session reaches our own protocol only; no request leaves the machine from it. */
export function forbidNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, decide) => {
    const url = new URL(details.url);
    const local = ['app:', 'blob:', 'data:', 'devtools:'].includes(url.protocol);
    decide({ cancel: !local });
  });
}
