import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol, type ProtocolRequest, type ProtocolResponse, type Session } from 'electron';
import { isOwnAddress } from './navigation.ts';

export const APP_ORIGIN = 'app://kiosk';
export const APP_URL = `${APP_ORIGIN}/index.html`;

/**
 * SECURITY: everything is forbidden unless named. The sandbox without allow-modals makes window.print() and alert()
 * do nothing, whoever calls them; without allow-popups and allow-downloads there are none (test/e2e/lockdown.test.ts). `wasm-unsafe-eval` is for the face engine,
 * blob: and mediastream: for the camera preview. No inline script, no remote address
 * (test/e2e/isolation.test.ts).
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob: mediastream:",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  'sandbox allow-scripts allow-same-origin allow-forms',
].join('; ');

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.tflite': 'application/octet-stream',
  '.data': 'application/octet-stream',
  '.ogg': 'audio/ogg',
};

/** Must run before `ready`. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** A file that is made, not read. */
export interface ServedFile {
  readonly contentType: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/**
 * Serves the built page, and nothing outside its folder, at app://kiosk/; `make` may answer first. By the older
 * interface: `protocol.handle` loads Node's whole HTTP client for its Request and Response, which is a large part
 * of a start (decision 22). Nothing is given before the session is `isolated`: a page may be asked for at once, and
 * its process starts up meanwhile. Resolves when a page has been given what it names.
 */
export function serveApp(
  session: Session,
  rootDir: string,
  make: (path: string) => ServedFile | null = () => null,
  isolated: Promise<void> = Promise.resolve(),
): Promise<void> {
  return new Promise((resolve) => {
    let open = 0;
    let hasStyle = false;
    session.protocol.registerBufferProtocol('app', (request, respond) => {
      open += 1;
      hasStyle ||= request.url.endsWith('.css');
      void answer(request, rootDir, make, isolated).then((response) => {
        respond(response);
        open -= 1;
        if (hasStyle && open === 0) resolve();
      });
    });
  });
}

async function answer(
  { url, method }: ProtocolRequest,
  rootDir: string,
  make: (path: string) => ServedFile | null,
  isolated: Promise<void>,
): Promise<ProtocolResponse> {
  try {
    await isolated;
    const made = isOwnAddress(url) ? make(new URL(url).pathname) : null;
    if (made !== null) return { data: Buffer.from(made.body), headers: headers(made.contentType) };
    const path = resolveInside(rootDir, url);
    const contentType = path === null ? undefined : CONTENT_TYPES[extname(path)];
    if (path === null || contentType === undefined || method !== 'GET') return notFound();
    return { data: await readFile(path), headers: headers(contentType) };
  } catch {
    // A missing file is an ordinary answer on this protocol, as on any server.
    return notFound();
  }
}

/** The file a request means, or null when it points outside our host or folder. */
export function resolveInside(rootDir: string, address: string): string | null {
  const url = new URL(address);
  if (url.protocol !== 'app:' || url.host !== 'kiosk') return null;
  const root = normalize(rootDir + sep);
  const path = normalize(join(root, decodeURIComponent(url.pathname)));
  return path.startsWith(root) && !path.includes('\0') ? path : null;
}

const notFound = (): ProtocolResponse => ({
  statusCode: 404,
  data: Buffer.from('Not found'),
  headers: headers('text/plain'),
});

const headers = (contentType: string): Record<string, string> => ({
  'Content-Type': contentType,
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-DNS-Prefetch-Control': 'off',
  'Cache-Control': 'no-store',
});
