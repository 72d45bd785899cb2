import type { FailureCode } from '../../failure.ts';

/** One sentence for each failure: what happened, then what to do. */
export const failures = {
  usage: 'The command was not understood. Run it with --help to see how it is used.',
  inputMissing: 'The file does not exist. Check its name and folder.',
  inputNotFile: 'This is not an ordinary file. Give the name of a video or picture file.',
  inputEmpty: 'The file is empty. Record or copy it again.',
  inputTooLarge: 'The file is far larger than anything the service accepts. Choose the right file.',
  inputUnreadable: 'The file cannot be read. Check that you may open it and that it is not damaged.',
  inputNotVideo: 'This is not a video this program can read. Use an MP4 recording.',
  inputNotImage: 'This is not a picture this program can read. Use a JPEG or PNG picture.',
  imageTooManyPixels: 'The picture has too many pixels to open safely. Use a smaller one.',
  policyInvalid: 'The policy file is not valid. Correct it as the detail below says.',
  ffmpegMissing: 'ffmpeg was not found. Install it, or run the set-up again.',
  ffmpegUnusable: 'This ffmpeg is too old or lacks a needed part. Install ffmpeg 4.4 or newer.',
  ffmpegFailed: 'The video could not be processed. Record it again.',
  decodeTimeout: 'Reading the video took too long and was stopped. Record it again.',
  modelDamaged: 'A face model is missing or damaged. Install the program again.',
  faceEngineFailed: 'The face detector could not start. Restart the program; if it stays, call support.',
  cancelled: 'This was cancelled. Nothing was kept.',
  serviceUnreachable:
    'The liveness service cannot be reached; nothing was sent. Check the network, then try again.',
  serviceUntrusted: 'The connection to the liveness service is not trusted; nothing was sent. Call IT.',
  outcomeUnknown:
    'The request left this machine, but no answer came. It may have been counted. Decide whether to send again.',
  answerUnrecorded:
    'An answer came, but this computer could not record it, so it does not count. Free some space on the disk or call IT, then decide whether to send again.',
  quotaReached:
    'This station has used up its quota of checks; nothing was sent. A supervisor or IT can raise the limit.',
  parkingFailed:
    'The check could not be kept sealed on this disk. Send it again now, or finish without a result.',
  parkedGone: 'This parked check is no longer there: it has expired, or cannot be opened. Start a new one.',
  keyMissing: 'No service key is set up on this machine. Call IT.',
  pinWrong: 'This PIN is not right.',
  pinLocked: 'Too many wrong PINs. Wait until the time shown, then try again.',
  pinWeak: 'This PIN is too easy to guess. Choose 6 to 12 digits that are neither in a row nor all the same.',
  practiceOnly: 'Only in practice mode. With a service key, start the program with --practice.',
  pinMalformed: 'A PIN has 6 to 12 digits and nothing else. Give it alone on standard input.',
  pinTooShort:
    'A PIN for the policy needs 10 to 12 digits, because its hash can be read on every station. Choose a longer one.',
  pinManaged: 'The supervisor PIN of this station is set by IT’s policy. Ask IT to change it there.',
  pinAsArgument:
    'A PIN must not be typed on the command line, where other programs can read it. Give it on standard input; if it was real, choose another.',
  supervisorNeeded: 'Only a supervisor may do this. Sign in with the supervisor PIN.',
  tellerNeeded: 'Nobody is signed on at this counter. Sign on first.',
  stationNotChecked:
    'This station has not been checked today, or the check found something to put right. Press “Check the station” first.',
  keyMalformed: 'This does not look like a service key. Copy it again from the portal, without spaces.',
  keyAsArgument:
    'A key must not be typed on the command line, where other programs can read it. Give it on standard input; if it was real, replace it.',
  keychainUnavailable: 'The keychain of this computer cannot be opened. Sign in again, or call IT.',
  keychainPlainText: 'This computer has no safe keychain, so the service key is not stored. Call IT.',
  printerUnknown: 'The chosen printer was not found. Choose another printer or save the receipt as PDF.',
  printerNotReady:
    'The printer is not ready. Check paper, cover and cable, then print again; the verdict is kept.',
  printerSilent:
    'The print system did not answer in time. Look whether the receipt came out, else print again; the verdict is kept.',
  printerFailed: 'The receipt could not be sent to the printer. Try again; the verdict is kept.',
  diskFull: 'The disk is full. Free some space, then try again.',
  journalFailed: 'The journal cannot be written, so no check may be made. Call IT.',
  exportFailed: 'The file could not be written. Check the disk and the folder, then export again.',
  handOverFailed:
    'The bank did not take its locked copy. Check the network, or call IT; the verdict is kept.',
  fleetMissing: 'No cluster is named for this computer. IT sets "fleet" in the policy.',
  fleetUnreachable:
    "The bank's cluster does not answer, or nobody vouches for it. Check the network, the address and the certificate; nothing is lost, it is sent later.",
  fleetStalled:
    "The bank's cluster answers but takes no records now: too few of its nodes work, or a disk there is full. Tell head office; nothing is lost, it is sent later.",
  fleetRefused:
    "The bank's cluster does not accept this station's credentials. Ask head office for new ones.",
  fleetFull:
    "The bank's cluster has no room left. Tell head office; the journal here keeps everything until there is room.",
  fleetKeyMalformed:
    'These are no credentials for the cluster. Take the whole .creds file, the seed that begins with SU, or user:password.',
  cameraRefused: 'The bank does not allow this camera here. Use an allowed one, or call IT.',
  cameraFailed: 'The camera stopped. Check its cable, then try again.',
  ipcRefused: 'The screen asked for something that is not allowed. Restart the program.',
  wrongState: 'This step is not possible now. Follow the screen.',
  consentNotSigned:
    'Please sign in the box first: one clear stroke is enough. Or type the words that are shown.',
  internal: 'Something unexpected went wrong. Start again; if it happens again, call support.',
} as const satisfies Record<FailureCode, string>;
