import type { App, Session, WebContents } from 'electron';
import { isOwnAddress } from './navigation.ts';

/** SECURITY: a session nobody thought of grants nothing; Electron's own default would grant everything. */
export function denyByDefault(app: App): void {
  app.on('session-created', (session) => {
    session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
    session.setPermissionCheckHandler(() => false);
    session.setDevicePermissionHandler(() => false);
  });
}

/**
 * SECURITY: the page may use the camera and nothing else: no microphone, screen, location, USB,
 * clipboard or notifications. Both handlers say the same (test/e2e/isolation.test.ts).
 */
export function allowCameraOnly(session: Session, isOurs: (contents: WebContents | null) => boolean): void {
  session.setPermissionRequestHandler((contents, permission, decide, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const own = isOurs(contents) && isOwnAddress(details.requestingUrl);
    decide(own && permission === 'media' && !kinds.includes('audio'));
  });
  session.setPermissionCheckHandler((contents, permission, requestingOrigin, details) => {
    const own = isOurs(contents) && isOwnAddress(requestingOrigin);
    // Windows reports no mediaType for device lists; audio is refused whenever it is named.
    return own && permission === 'media' && details.mediaType !== 'audio';
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}
