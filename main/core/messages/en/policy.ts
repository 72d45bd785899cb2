import { policyDoor } from './doors.ts';

/** The managed policy: on the supervisor's page, on the command line, and in the templates for IT. */
export const policy = {
  ...policyDoor,
  title: 'Policy',
  lead: 'Every setting in force and who decided it. The machine’s policy comes before the ring’s, and that before the user’s settings.',
  show: 'Show all settings',
  origins: { machine: 'machine policy', user: 'user settings', default: 'default' },
  reasons: {
    unknown: 'There is no such setting. Check the spelling and the version of the program.',
    illTyped: 'The value does not fit.',
    notForUser: 'Only the machine’s policy may decide this; the user’s value is not used.',
    notForRing: 'Only the machine’s policy may decide this; a ring’s policy that names it is refused whole.',
    unreadable: 'It cannot be read. Correct the file, or take it away.',
    unsafe: 'Others than administrators could change it, so it is not used. Correct its owner and rights.',
  },
  wholePlace: 'the whole place',
  nothingWrong: 'Every key of the policy is understood.',
  summary: (machine: number, ring: number, user: number) =>
    `${machine} decided by the machine’s policy, ${ring} by the ring’s, ${user} by user settings, the rest by default`,
  problems: (count: number) => `${count} not followed`,
  checked: (file: string) => `${file}: every key is understood.`,
  template: {
    category: 'Liveness Kiosk',
    supported: 'Liveness Kiosk 0.1 or newer on Windows 10, Windows 11',
    byDefault: (value: string) => `Without this setting: ${value}.`,
    nothing: 'nothing',
    oneALine: 'One entry a line.',
    asJson: 'Written as JSON, as in the policy file for Linux.',
    asNumber: 'A number, with a point for decimals.',
    forUser: 'May also be set for a user; the setting for the computer comes first.',
  },
  /** One row a setting: the first sentence is its name in a list. */
  settings: {
    stationId: 'Name of this station. It stands on screens, receipts and in every record.',
    defaultLanguage: 'Language of the welcome screen.',
    cardRequired: 'An ID card has to be scanned. Without it no check is approved on the face alone.',
    consentAct:
      'How the customer consents: by ticking a box and pressing the button, or by signing on the screen.',
    maxTries: 'Tries for face and card. After the last one a colleague takes over.',
    'service.baseUrl': 'Address of the liveness service. Only https; no path secrets, no query.',
    'service.keySlot': 'Key in use. With the test key the station says so in its name.',
    'service.keyHeader': 'Header that carries the key. The documentation writes it in two ways.',
    'service.v2Format': 'Ask the service for answers in the v2 format.',
    'service.connectTimeoutMs': 'Longest wait for a connection, in milliseconds.',
    'service.stallTimeoutMs': 'Longest pause while sending, in milliseconds.',
    'service.answerTimeoutMs': 'Longest wait for the answer, in milliseconds.',
    'service.caBundlePath':
      'File with certificates to trust besides the system’s. PEM; for an on-premise service or an inspecting gateway.',
    'service.pins.sha256':
      'Pinned public keys of the service. Two, each base64 of the SHA-256 of a SubjectPublicKeyInfo.',
    'service.pins.expiresAtMs':
      'Until when pins are enforced, in milliseconds since 1970. After it they are ignored.',
    'recording.widthPx': 'Width of the recording, in pixels.',
    'recording.heightPx': 'Height of the recording, in pixels.',
    'recording.minFramesPerSecond': 'Fewest pictures per second a camera must give.',
    'recording.idealFramesPerSecond': 'Pictures per second asked of the camera.',
    'recording.lengthMs': 'Length of the recording, in milliseconds. The service takes 5 to 6 seconds.',
    'recording.videoBitsPerSecond': 'Bit rate of the recording.',
    'appearance.theme': 'Light, dark or high contrast; system follows the computer.',
    'appearance.brandName': 'The bank’s name in the header.',
    'appearance.logoPath': 'The bank’s logo: a PNG file of up to 512 kB and 4096 pixels a side.',
    'appearance.accentColour':
      'The bank’s colour as # and six hex digits. Where text in it could not be read, it is darkened or lightened.',
    'cameras.guidance': 'Hints, countdown and automatic start over the preview.',
    'cameras.spoken':
      'The hints are also spoken: by the computer’s own voice (system; clips where it has none) or by the clips of the program.',
    'cameras.allowed.face':
      'Face cameras that may be used. Names; * stands for any letters; empty allows any camera.',
    'cameras.allowed.card':
      'Document cameras that may be used. Names; * stands for any letters; empty allows any camera.',
    'cameras.face.rotationDegrees': 'Turn of a face camera mounted on its side, in degrees clockwise.',
    'card.camera': 'The card is taken by a document camera. Without one a file or a folder must be allowed.',
    'card.folder.path':
      'Folder where scanner software leaves pictures. The newest one that appears while the card is asked for is taken.',
    'card.folder.afterwards':
      'What becomes of the scanner’s file once it was read. leave: IT clears the folder; erase: it is overwritten and removed.',
    'cameras.face.viewDegrees': 'Angle of view of the face camera, in degrees across the picture.',
    'station.dailyCheck':
      'Daily check of the station. Offered on the welcome screen, required before the first customer, or off.',
    'card.fromFile': 'The card’s picture may be taken from a file, such as a scanner’s.',
    'receipt.paper': 'Paper of the receipt.',
    'receipt.printer': 'Printer of the receipt, by its system name. Without one a PDF is saved.',
    'receipt.folder': 'Folder for receipts saved as PDF.',
    'journal.headFolder': 'Folder for the journal’s newest head. Best on another disk.',
    'journal.dailyHeadFolder':
      'Folder for the list of each day’s head. Best where this station can add but not change.',
    'journal.printDailyHead':
      'Print the journal’s head at the first start of each day, on the receipt’s printer.',
    'handOver.folder':
      'Folder for locked copies of answered sessions. Name either this or an address, and the certificate.',
    'handOver.certificatePath':
      'Certificate whose key alone opens those copies. PEM, RSA of 2048 bits or more.',
    'handOver.post.url': 'Address that locked copies are posted to. HTTPS.',
    'handOver.post.auth': 'How the station shows who it is: not at all, or by the token in the keychain.',
    'handOver.post.caBundlePath': 'Certificates to trust for that address beside the built-in ones. PEM.',
    'handOver.post.pins.sha256':
      'Two pins of that address’s certificates. Base64 SHA-256 of the public keys.',
    'handOver.post.pins.expiresAtMs': 'Until when those pins are enforced. Milliseconds since 1970.',
    'handOver.post.connectTimeoutMs': 'Longest wait for a connection to that address, in milliseconds.',
    'handOver.post.stallTimeoutMs': 'Longest standstill of an upload to that address, in milliseconds.',
    'handOver.post.answerTimeoutMs': 'Longest wait for that address’s answer, in milliseconds.',
    'handOver.mostWaiting': 'Most locked copies that may wait on this disk for the bank.',
    'handOver.keepWaitingDays': 'Days a locked copy may wait on this disk for the bank; then it is deleted.',
    'retention.journalDays': 'Days the journal is kept. Not fewer than 90.',
    'retention.receiptsDays': 'Days receipts saved as PDF are kept.',
    'retention.exportsDays': 'Days exports of the history are kept.',
    'parking.hours':
      'Hours a check without an outcome may wait, sealed, on this disk. Off unless set; the customer is asked.',
    'quota.perDay': 'Calls allowed per day.',
    'quota.perMonth': 'Calls allowed per month.',
    'secondScreen.show':
      'The customer’s own screen on a second display. auto: wherever one is plugged in; off: one combined screen.',
    'secondScreen.display':
      'Which display is the customer’s, counted from the left. Without a number: any that the teller’s window is not on.',
    'secondScreen.customerMay':
      'What a customer may do by touch on the second screen. language, consent; empty: nothing.',
    'kiosk.lockDown': 'When the window keeps the whole screen. With a live key, or always.',
    'kiosk.signOn': 'Who is the teller. The account of the computer, or whoever signs on with a PIN.',
    'fleet.servers':
      'Nodes of the bank’s own cluster. tls://host:port; where none is named nothing is streamed.',
    'fleet.caPath': 'File with certificates that vouch for the nodes. PEM.',
    'fleet.bank': 'Bank in the names of the cluster. Letters, digits, _ and -.',
    'fleet.branch': 'Branch in the names of the cluster. Letters, digits, _ and -.',
    'fleet.station': 'Station in the names of the cluster. Letters, digits, _ and -.',
    'fleet.everyMs': 'How often new records are sent to the cluster, in milliseconds.',
    'fleet.headEveryMs':
      'How often the head of the journal is sent, in milliseconds. Also while nothing happens.',
    'fleet.ring':
      'Ring of policies this station belongs to. Signed policies for it are fetched from the cluster; name the key too.',
    'fleet.policyKey':
      'Head office’s public key for those policies. Ed25519, as PEM or only the base64 inside it.',
    'fleet.practice': 'Stream practice too. Under names of its own, never counted as real.',
    'updates.mode':
      'How new versions come to this station. off: by the bank’s own tools (Intune, SCCM, apt); automatic: by the program itself.',
    'updates.address':
      'Folder on the bank’s server with the signed list and the installers. HTTPS; needed for automatic updates.',
    'updates.publicKeys':
      'Public keys whose signature on the list is taken. Base64 of Ed25519 keys; two while one is being replaced.',
    'updates.caBundlePath': 'File with certificates to trust for that address besides the system’s. PEM.',
    'updates.ring':
      'When a new version is taken. pilot: as soon as it is listed; staged: when the list’s percentage reaches this station.',
    'updates.window.from': 'Beginning of the time for updates, by the clock on the wall. Such as 20:00.',
    'updates.window.to': 'End of the time for updates. Before the beginning: on the next day.',
    'updates.window.days': 'Days on which the time for updates begins. mon, tue, wed, thu, fri, sat, sun.',
    'updates.idleMinutes': 'Minutes nobody must have used the station before an update.',
    'kiosk.supervisorPinHash':
      'Supervisor PIN, as the command "supervisor-pin hash" prints it. Then no PIN can be chosen at the station.',
    'kiosk.idleSeconds': 'Seconds a waiting screen stays without use before the session is wiped.',
    'verdict.minSimilarity': 'Least similarity for approval, in percent. Below it a person reviews.',
    'verdict.maxSpoofProbability': 'Greatest spoof probability for approval. Above it a person reviews.',
    'verdict.requireCard': 'No approval without a compared card.',
    'verdict.reviewWhenNotAssessed': 'Send checks without a deepfake assessment to review.',
    'precheck.rules': 'Other limits and severities for rules of the precheck. They show in every report.',
    'precheck.smallPortrait': 'What to send when the card’s portrait is smaller than documented.',
  },
} as const;
