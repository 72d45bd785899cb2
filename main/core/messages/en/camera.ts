import type { Size } from '../../framing.ts';

/** What the page says about cameras: states, errors (each with its way out), and pictures. */
export const cameraTexts = {
  opening: 'Starting the camera',
  closed: 'The camera is off',
  recordingMark: 'Recording',
  mirrored: 'as in a mirror',
  picker: {
    change: 'Other camera',
    faceTitle: 'Which camera looks at the customer?',
    cardTitle: 'Which camera looks at the ID card?',
    lead: 'The station remembers the choice.',
    use: 'Use this one',
    noPicture: 'No picture: perhaps in use elsewhere',
    infrared: 'Infrared camera: cannot be used',
    virtual: 'Software camera: cannot be used',
    notAllowed: 'Not among the cameras the bank allows here',
    group: 'Cameras',
    missing: (label: string) => `${label} is not plugged in. Plug it in, or choose another camera.`,
  },
  controls: {
    title: 'Adjust the camera',
    zoom: 'Zoom',
    focusDistance: 'Focus',
    exposureTime: 'Exposure',
    brightness: 'Brightness',
    exposureCompensation: 'Lighter or darker',
    iso: 'Gain',
    contrast: 'Contrast',
    saturation: 'Colour',
    sharpness: 'Sharpening',
    colorTemperature: 'White balance',
  },
  errors: {
    NotAllowedError: {
      title: 'The camera is blocked',
      text: 'This computer does not let the app use the camera.',
      wayOut: 'Open the privacy settings of the system, allow the camera for desktop apps, then try again.',
    },
    SecurityError: {
      title: 'The camera is blocked',
      text: 'A rule of this computer forbids the camera.',
      wayOut: 'Call IT: the policy of this station must allow the camera.',
    },
    NotFoundError: {
      title: 'No camera found',
      text: 'No camera is plugged into this computer.',
      wayOut: 'Plug the camera in. We go on by ourselves when it is there.',
    },
    NotReadableError: {
      title: 'The camera is in use',
      text: 'Another program holds the camera, or its driver does not answer.',
      wayOut:
        'Close Teams, Zoom or the browser, then try again. If that does not help, unplug the camera and plug it in.',
    },
    AbortError: {
      title: 'The camera did not start',
      text: 'The system stopped the camera while it was starting.',
      wayOut: 'Wait a moment, then try again. If it stays, unplug the camera and plug it in.',
    },
    OverconstrainedError: {
      title: 'The camera is not good enough',
      text: 'The camera offers no picture of the needed size.',
      wayOut: 'Use a camera with at least 1280 × 720 pixels at 25 pictures a second.',
    },
    TypeError: {
      title: 'The camera could not be asked',
      text: 'The app asked the camera for something it does not understand.',
      wayOut: 'Try again. If it stays, call IT.',
    },
    InvalidStateError: {
      title: 'The window was not ready',
      text: 'The camera was asked for while the window was being loaded.',
      wayOut: 'Try again. If it stays, close the app and start it again.',
    },
    TrackEnded: {
      title: 'The camera was unplugged',
      text: 'The picture stopped.',
      wayOut: 'Plug the camera in again. We go on by ourselves when it is there.',
    },
    RecorderFailed: {
      title: 'Recording stopped',
      text: 'This computer could not write the video.',
      wayOut: 'Close other programs, then try again.',
    },
    NoPicture: {
      title: 'The camera sends no picture',
      text: 'The camera is on, but no picture comes.',
      wayOut: 'Check the shutter or cover of the camera and its cable, then try again.',
    },
    CameraEffects: {
      title: 'The system changes the picture',
      text: 'An effect such as background blur, eye contact or automatic framing is on. The recording must show what is really there.',
      wayOut:
        'Turn camera effects (Windows Studio Effects) off in the camera settings of the system, then try again.',
    },
    CameraRefused: {
      title: 'This camera may not be used',
      text: 'The cameras plugged in are infrared, software, or not among those the bank allows here.',
      wayOut: 'Plug in an allowed camera; we go on by ourselves then. If this is the right one, call IT.',
    },
    unknown: {
      title: 'The camera failed',
      text: 'The camera reported an unexpected error.',
      wayOut: 'Unplug the camera, plug it in, then try again.',
    },
  },
  gotLess: (askedWidth: number, askedHeight: number, gotWidth: number, gotHeight: number) =>
    `The camera gives ${gotWidth} × ${gotHeight} pixels; ${askedWidth} × ${askedHeight} were asked for. The service wants at least 1280 × 720: use a better camera.`,
  slowAt: (asked: Size, framesPerSecond: number, got: Size) =>
    `Asked for ${asked.width} × ${asked.height}, the camera gave ${Math.round(framesPerSecond)} pictures a second; ${got.width} × ${got.height} is used instead.`,
  slow: (framesPerSecond: number) =>
    `The camera gives only ${framesPerSecond} pictures a second, so nothing is recorded by itself yet. Turn on more light, plug the camera straight into the computer, and close other programs that use it.`,
  gaps: (gapMs: number) =>
    `The camera's pictures come unevenly (${gapMs} ms apart). Plug it straight into the computer instead of into a hub, and close other programs.`,
} as const;
