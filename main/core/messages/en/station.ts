import type { CheckCause, CheckName, CheckState } from '../../station-check.ts';
import { stationDoor } from './doors.ts';

/** The daily check of the station: page, print and doctor say the same words. */
export const station = {
  ...stationDoor,
  lead: 'The check looks at the cameras, the light, the printer, the connection and this computer. It sends nothing that costs anything.',
  sitDown:
    'Sit in the customer’s chair and look at the camera, so that light and focus are checked on a face. Lay a card under the document camera if you have one at hand.',
  start: 'Start the check',
  again: 'Check again',
  print: 'Print this page',
  close: 'Back',
  running: {
    face: 'Looking through the face camera',
    card: 'Looking through the document camera',
    machine: 'Looking at printer, connection and this computer',
  },
  printed: { sentToPrinter: 'Sent to the printer.', savedAsPdf: 'Saved as PDF.' },
  go: 'Go: customers can be served',
  goWithRemarks: 'Go, with remarks: customers can be served',
  noGo: 'No go: please put this right first',
  practiceMark: 'PRACTICE: the practice service on this computer was asked, not the bank’s',
  checkedAt: 'Checked',
  station: 'Station',
  mode: 'Mode',
  modes: { live: 'live', practice: 'practice' },
  signature: 'Seen by (name, signature)',
  noPersonalData: 'This page carries no data of any customer.',
  columns: { check: 'What', state: 'Result', detail: 'Measured', advice: 'What to do' },
  states: {
    ok: 'Good',
    attention: 'Remark',
    broken: 'Put right',
    notAssessed: 'Not assessed',
  } satisfies Record<CheckState, string>,
  /** For the command line. */
  marks: {
    ok: 'OK',
    attention: 'LOOK',
    broken: 'FIX',
    notAssessed: 'NOT ASSESSED',
  } satisfies Record<CheckState, string>,
  checks: {
    faceCamera: 'Face camera',
    faceRate: 'Pictures a second, longest pause',
    faceReach: 'Face fills 30 % at this distance',
    faceLight: 'Light on the customer',
    faceFlicker: 'Flicker of the lamps (50 Hz)',
    faceFocus: 'Focus',
    cardCamera: 'Document camera',
    cardPixels: 'Pixels across the card, portrait',
    cardFolder: 'Folder of the scanner',
    camera: 'Cameras',
    printer: 'Printer',
    clock: 'Clock',
    tls: 'Secure connection to the service',
    proxy: 'Proxy',
    disk: 'Free disk space',
    keychain: 'Keychain',
    journal: 'Journal can be written',
    policy: 'Policy',
    updates: 'Updates',
    runtime: 'Runtime',
    ffmpeg: 'ffmpeg',
    model: 'Face models and engine',
  } satisfies Record<CheckName, string>,
  charts: {
    pace: 'Pause before each picture of the face camera (milliseconds), over time (seconds)',
    paceHint: (limitMs: string) =>
      `Below the dashed line (${limitMs} ms) all is well. Peaks above it hide movement from the check.`,
    second: 'Second',
    pictures: 'Pictures',
    longest: 'Longest pause, ms',
    light: 'Light in the picture from top to bottom, over time (seconds)',
    lightHint:
      'One plain shade is steady light. Even stripes that wander are a flickering lamp. Single columns are somebody moving.',
    band: 'Band from the top',
    darkest: 'Darkest against its mean',
    lightest: 'Lightest against its mean',
  },
  advice: {
    cameraMissing: 'Plug in the webcam and the document camera, and check their cables.',
    cameraRefused:
      'This camera is infrared, software or not among those the bank allows. Plug in an allowed one, or ask IT to allow it.',
    cameraEffects: 'Turn camera effects such as background blur off in the camera settings of the system.',
    cameraNotChosen:
      'There are several cameras: start a customer’s check once and choose the right one; it is remembered.',
    cameraBlocked: 'Allow desktop apps to use the camera in the privacy settings of the system, or call IT.',
    cameraFailed:
      'Close other programs that use the camera, unplug it, plug it in, and check again. If it stays, call IT.',
    tooFewPictures:
      'Turn on more light, plug the camera straight into the computer instead of into a hub, and close other programs.',
    unevenPictures:
      'Plug the camera straight into the computer instead of into a hub, and close other programs.',
    outOfReach:
      'This camera cannot show a face at 30 % of the picture at any seat. Ask IT for one with more pixels (1080p or 4K) or a narrower view.',
    veryNear:
      'The customer has to come as near as measured. Mount the camera at the customer’s edge of the counter; a 4K camera lets people sit farther away.',
    lensCovered: 'The picture is black: open the shutter of the camera and take off its cover.',
    tooDark: 'Turn on the lamp in front of the customer.',
    tooBright: 'Turn the lamp away from the customer’s face or dim it.',
    lightBehind: 'Close the blind, or turn the camera away from the window behind the customer.',
    flicker:
      'Set “anti-flicker” of the camera to 50 Hz, or use a lamp that does not flicker. A little is harmless.',
    bandsStandStill:
      'At this number of pictures a second the bands of a 50 Hz lamp stand still and cannot be told from the scene. Nothing to do.',
    cannotTell:
      'It could not be measured this time. Check again with steady light and nobody walking through.',
    notSharp: 'Wipe the lens. If the camera has a focus ring or an autofocus, set it to the customer’s seat.',
    nobodyThere:
      'Sit in the customer’s chair and check again: only a face tells whether the customer is in focus.',
    cardTooCoarse:
      'The document camera shows too few pixels of the card. Bring it nearer, or ask IT for one of 8 megapixels.',
    cardCoarse:
      'It works, but 2,000 pixels across the card give a better portrait: bring the camera nearer, or choose its largest picture.',
    folderUnreadable:
      'The folder where the scanner leaves its pictures cannot be read. Turn the scanner and its program on; if it stays, ask IT for the folder and this account’s right to read it.',
    printerMissing: 'Set up a receipt printer, or let receipts be saved as PDF.',
    printerUnknown: 'The printer that IT named is not set up on this computer. Turn it on, or call IT.',
    printerNotReady: 'Look at the printer: paper, cover, power.',
    savedAsPdf: 'No printer is set up; receipts are saved as PDF.',
    clockWrong: 'Set the clock of this computer by network time, or call IT.',
    clockUnknown: 'There was nothing to compare the clock with. Look whether date and time are right.',
    serviceUnreachable:
      'Check the network cable. If other programs reach the network, ask IT to open port 443 to the service.',
    serviceUntrusted:
      'Somebody answers in the service’s place, or the company certificate is missing. Call IT; do not serve customers.',
    diskLow: 'Free some disk space.',
    keychainMissing:
      'Sign in with a desktop session that has a keychain (Windows: the user account; Linux: GNOME Keyring or KWallet).',
    keychainLocked:
      'The keychain is locked. Sign out and in again with the password, or unlock it in “Passwords and Keys”.',
    proxyInTheWay:
      'The way to the service goes through this proxy. Ask IT whether it is on and lets this computer reach the service on port 443.',
    proxyUnsupported:
      'This kind of proxy cannot be used, only an HTTP proxy. Ask IT for one, or for a way to the service without a proxy.',
    journalFailed: 'Nothing may be checked without a record. Call IT.',
    updatesNotHere:
      'This installation cannot replace itself. Set updates.mode to off and update it by apt, Intune or SCCM.',
    updatesNoRights:
      'This account may not replace the program. Give it the right to write there, or set updates.mode to off and use the bank’s own tools.',
    updatesUnreachable:
      'Check the network, updates.address and updates.caBundlePath, and whether list and signature lie there.',
    updatesUnsigned:
      'The list of updates is not signed by the bank’s key or cannot be used. Make and sign it anew.',
    runtimeOld: 'Install Node 20.19 or newer.',
    ffmpegMissing: 'Install ffmpeg 4.4 or newer (Debian: apt-get install ffmpeg), or set FFMPEG_BIN.',
    modelDamaged: 'Run the set-up again, or install the program again.',
    policyWrong:
      'Correct the named keys (policy show says more). A counter whose machine policy cannot be followed stays closed.',
    askTheApp: 'Open the app to see this.',
  } satisfies Record<CheckCause, string>,
} as const;
