import type { App } from 'electron';

/** Chromium asks this address for dictionaries: nobody is there, and the program knows of no other. */
const NOBODY = 'https://127.0.0.1:9/';

/**
 * SECURITY: the program asks no stranger for anything. Electron fetches dictionaries of its spelling check from
 * Google for every session there is, also where `spellcheck` is off (electron/electron#22995); here no session has
 * any (test/e2e/install.test.ts: behind a PAC file only the service is asked for).
 */
export function forbidDictionaries(app: App): void {
  app.on('session-created', (session) => {
    session.setSpellCheckerDictionaryDownloadURL(NOBODY);
    session.setSpellCheckerEnabled(false);
  });
}
