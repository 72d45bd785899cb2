/** The supervisor's pad and pages, teller sign-on, and the key command. */
export const admin = {
  cli: {
    needsApp:
      'The key lives in the keychain of this computer, and only the app itself can open it. Run its own program: liveness-kiosk key status (from the sources: npm start -- key status).',
  },
  keys: {
    slots: { live: 'Live key', test: 'Test key' },
    notSet: 'not set',
    isSet: (fingerprint: string) => `set, fingerprint ${fingerprint}`,
  },
} as const;
