export const cli = {
  usage: 'Usage: npm run -s kiosk -- COMMAND',
  unknownCommand: (name: string) => `There is no command "${name}".`,
  precheck: {
    working: 'Checking ...',
    outcome: {
      pass: (code: string) => `PASS: nothing speaks against sending this (expected answer ${code}).`,
      warn: (code: string) =>
        `PASS WITH REMARKS: it can be sent (expected answer ${code}); better recordings are safer.`,
      fail: (code: string) => `FAIL: the service would most likely refuse this with code ${code}.`,
    },
    severity: { block: 'Must change', warn: 'Should change', info: 'Note' },
    neverAssessed:
      'Not assessed here at all: whether the person is alive (301), a deepfake (302), or the holder of the card (303).',
    overridden: 'changed by policy',
    video: 'Video',
    card: 'Card',
    face: 'face',
    nativePixels: 'cut from',
    notSent: 'nothing to send',
    sent: { portraitCrop: 'portrait crop', wholeCard: 'whole card', asGiven: 'sent as it is' },
  },
  page: {
    title: 'Precheck report',
    timeline: 'Timeline',
    findings: 'What was found',
    pictures: 'Pictures (faces made unrecognisable)',
    numbers: 'Numbers',
    nothing: 'Nothing was found that speaks against sending.',
    practice: 'This is a prediction made on this machine; the service decides.',
    series: {
      share: 'Face share (%)',
      brightness: 'Face brightness (0-255)',
      sharpness: 'Sharpness (0.5 = blurred)',
      yaw: 'Turn (degrees)',
      pitch: 'Nod (degrees)',
      roll: 'Lean (degrees)',
      motion: 'Motion',
    },
  },
} as const;
