import { admin as english } from '../core/messages/en/admin.ts';
import { admin as vietnamese } from '../core/messages/vi/admin.ts';
import type { ServedFile } from './protocol.ts';

// A start has no use for the rest of the catalogues before its window is there.
const WORDS = { vi: vietnamese.outOfService, en: english.outOfService } as const;

export const OUT_OF_SERVICE_PATH = '/out-of-service';

const STYLE = `
:root { color-scheme: light dark; font: 24px/1.5 'Be Vietnam Pro', 'Segoe UI', sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; text-align: center; }
h1 { font-size: 1.6em; margin: 0 0 .2em; }
p { margin: 0 0 .6em; }
code { font-size: 1.4em; letter-spacing: .1em; }
`;

/** The page of a station that rests: no script, so that whatever broke the other page can't break this one. */
export function outOfServiceFile(path: string, supportCode: string): ServedFile | null {
  if (path === `${OUT_OF_SERVICE_PATH}.css`) return { contentType: 'text/css; charset=utf-8', body: STYLE };
  if (path !== OUT_OF_SERVICE_PATH) return null;
  const parts = (['vi', 'en'] as const).map((language) => {
    const words = WORDS[language];
    return `<section lang="${language}"><h1>${words.title}</h1><p>${words.lead}</p></section>`;
  });
  const body = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Liveness Kiosk</title>
<link rel="stylesheet" href="${OUT_OF_SERVICE_PATH}.css"></head>
<body data-testid="out-of-service">${parts.join('')}<code data-testid="support-code">${supportCode}</code></body></html>`;
  return { contentType: 'text/html; charset=utf-8', body };
}
