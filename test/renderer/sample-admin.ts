import type { About, AdminState } from '../../main/core/admin.ts';
import type { FleetRow } from '../../main/core/fleet-view.ts';
import type { TrainingState } from '../../main/core/training.ts';
import type { UpdateState } from '../../main/core/update-state.ts';
import type { PolicyState } from '../../main/core/policy-state.ts';
import type { StationStats } from '../../main/core/call-stats.ts';
import type {
  HistoryCharts,
  HistoryPage,
  HeadNote,
  HistoryRow,
  RetentionClock,
} from '../../main/core/history.ts';

/** What main tells the staff's pages, for a look at each. */

const doorClosed: AdminState = {
  pin: 'set',
  isPinManaged: false,
  isUnlocked: false,
  lockedUntilMs: null,
  teller: { signOn: 'osUser', signedOn: 'hoa.nt' },
  keys: null,
  tellers: null,
};

export const sampleDesks = {
  closed: doorClosed,
  choosePin: { ...doorClosed, pin: 'choose' },
  pinMissing: { ...doorClosed, pin: 'missing' },
  pinLocked: { ...doorClosed, lockedUntilMs: Date.UTC(2026, 10, 23, 2, 30) },
  signOn: { ...doorClosed, teller: { signOn: 'pin', signedOn: null } },
  signedOn: { ...doorClosed, teller: { signOn: 'pin', signedOn: 'hoa.nt' } },
  open: {
    ...doorClosed,
    isUnlocked: true,
    teller: { signOn: 'pin', signedOn: 'hoa.nt' },
    keys: [
      { slot: 'live', isSet: true, fingerprint: '9f86d081884c', problem: null },
      { slot: 'test', isSet: false, fingerprint: null, problem: null },
    ],
    tellers: ['hoa.nt', 'minh.lv'],
  },
} as const satisfies Readonly<Record<string, AdminState>>;

/** A station that is named in the bank's cluster. */
export const sampleFleetDesk: AdminState = {
  ...sampleDesks.open,
  keys: [
    ...sampleDesks.open.keys,
    { slot: 'fleet', isSet: true, fingerprint: '2c26b46b68ff', problem: null },
  ],
};

const fleetRow = (station: string, changes: Partial<FleetRow>): FleetRow => ({
  bank: 'bank',
  branch: 'hn-012',
  station,
  mode: 'live',
  standing: 'go',
  remarks: [],
  lastSeenMs: Date.UTC(2026, 10, 23, 2, 12),
  version: '0.1.0',
  sessions: 84,
  meanDurationMs: 74_000,
  outcomes: [
    { outcome: 'approved', count: 70 },
    { outcome: 'retakeFace', count: 14 },
  ],
  retakes: [{ rule: 'face.tooSmall', count: 9 }],
  pairs: [
    { predicted: '200', actual: '200', count: 70 },
    { predicted: '200', actual: '303', count: 5 },
  ],
  sends: 84,
  faults: 0,
  pending: 0,
  usedToday: 84,
  perDay: 200,
  usedThisMonth: 1400,
  perMonth: null,
  policy: '5f3a09c1',
  ring: { name: 'pilot', version: 12, standing: 'settled', waiting: null, refused: null },
  check: { atMs: Date.UTC(2026, 10, 23, 0, 42), result: 'go', broken: [] },
  problem: null,
  ...changes,
});

export const sampleFleet: readonly FleetRow[] = [
  fleetRow('counter-1', {}),
  fleetRow('counter-2', { standing: 'attention', remarks: ['faults', 'lagging'], faults: 2, pending: 1212 }),
  fleetRow('counter-3', {
    standing: 'noGo',
    remarks: ['silent', 'checkFailed', 'policyRefused'],
    check: { atMs: Date.UTC(2026, 10, 22, 0, 40), result: 'noGo', broken: ['printer', 'cardCamera'] },
    ring: {
      name: 'pilot',
      version: 12,
      standing: 'settled',
      waiting: null,
      refused: { version: 13, reason: 'rolledBack' },
    },
    lastSeenMs: Date.UTC(2026, 10, 22, 9, 1),
    sessions: 0,
  }),
  fleetRow('counter-4', { mode: 'practice', sessions: 3, perDay: null }),
  fleetRow('counter-1', { branch: 'hcm-003', check: null, sessions: 1204, usedToday: 96 }),
];

export const sampleAbout: About = {
  version: '0.1.0',
  electron: '45.4.1',
  chromium: '150.0.7871.12',
  node: '24.11.1',
  stationId: 'HN-012-03',
  signing: 'signed',
  isManaged: true,
  notices: 'react 19.3.1 (MIT)\nzod 4.6.7 (MIT)',
};

const row = (seq: number, changes: Partial<HistoryRow>): HistoryRow => ({
  seq,
  endedAtMs: Date.UTC(2026, 10, 23, 2, 12) - seq * 421_000,
  reference: 'K7QM-2XTA-9P',
  teller: 'hoa.nt',
  outcome: 'approved',
  code: '200',
  durationMs: 71_000 + seq * 900,
  triesFace: 1,
  triesCard: 1,
  sends: 1,
  journal: '0a1b2c3d4e5f',
  ...changes,
});

export const sampleHistory: HistoryPage = {
  rows: [
    row(1, {}),
    row(2, { outcome: 'retakeFace', code: '406', triesFace: 3 }),
    row(3, { outcome: 'none', code: null, sends: 0, triesCard: 0 }),
    row(4, { outcome: 'rejected', code: '303', teller: 'minh.lv' }),
    row(5, { outcome: 'outcomeUnknown', code: null, sends: 2 }),
  ],
  total: 1204,
  next: { atMs: Date.UTC(2026, 10, 23, 1, 0), seq: 5, journal: '0a1b2c3d4e5f' },
  unreadable: 0,
};

export const sampleCharts: HistoryCharts = {
  outcomes: [
    { outcome: 'approved', count: 1010 },
    { outcome: 'retakeFace', count: 97 },
    { outcome: 'rejected', count: 41 },
    { outcome: 'none', count: 38 },
    { outcome: 'outcomeUnknown', count: 3 },
  ],
  retakes: [
    { rule: 'face.tooSmall', count: 61 },
    { rule: 'face.tooDark', count: 44 },
    { rule: 'card.smallFace', count: 12 },
  ],
  durations: [
    { fromSeconds: 30, count: 310 },
    { fromSeconds: 60, count: 702 },
    { fromSeconds: 90, count: 140 },
    { fromSeconds: 120, count: 52 },
  ],
  medianMs: 74_000,
};

export const sampleClocks: readonly RetentionClock[] = [
  { kind: 'journal', keepDays: 365, lastRunAtMs: Date.UTC(2026, 10, 22, 22, 0), removed: 12 },
  { kind: 'receipts', keepDays: 30, lastRunAtMs: null, removed: null },
];

export const sampleStats: readonly StationStats[] = [
  {
    station: 'HN-012-03',
    mode: 'live',
    calls: 412,
    answered: 405,
    notSent: 4,
    unknown: 3,
    pairs: [
      { predicted: '200', actual: '200', count: 371 },
      { predicted: '200', actual: '303', count: 19 },
      { predicted: '200', actual: '406', count: 11 },
      { predicted: '406', actual: '200', count: 4 },
    ],
    rules: [{ rule: 'face.tooDark', code: '406', remarked: 15, confirmed: 11, inVain: 4 }],
    missed: [{ code: '303', count: 19, rules: [] }],
    suggestions: {},
  },
];

export const sampleUpdates: UpdateState = {
  mode: 'automatic',
  version: '0.1.0',
  kind: 'appImage',
  ring: 'staged',
  bucketPercent: 37.4,
  window: { from: '20:00', to: '05:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
  last: {
    act: 'refused',
    version: null,
    reason: 'badSignature',
    atMs: 1_790_000_000_000,
    detail: 'latest-linux.yml',
  },
  startsLeft: 2,
  wayBack: '0.0.9',
  blocked: ['0.1.5'],
};

export const samplePolicy: PolicyState = {
  places: ['/etc/liveness-kiosk/policy.json'],
  problems: [],
  settings: [
    { path: 'stationId', value: '"HN-012-03"', origin: 'machine' },
    { path: 'receipt.printer', value: '"Receipt"', origin: 'ring' },
    { path: 'receipt.paper', value: '"A4"', origin: 'default' },
  ],
  ring: {
    name: 'pilot',
    version: 12,
    standing: 'settled',
    waiting: null,
    refused: { version: 13, reason: 'rolledBack', detail: 'printer' },
  },
};

export const sampleTraining: TrainingState = {
  scenario: 'code-406',
  scenarios: ['auto', 'code-200', 'code-406', 'sample-still-image', 'gateway-503', 'fault-slow-answer'],
  scores: [
    {
      atMs: Date.UTC(2026, 10, 23, 2, 20),
      trainee: 'minh.lv',
      scenario: 'fault-close-without-answer',
      did: 'sendAgain',
      isRight: false,
      right: ['finish', 'park'],
    },
    {
      atMs: Date.UTC(2026, 10, 23, 2, 12),
      trainee: 'hoa.nt',
      scenario: 'code-406',
      did: 'retakeFace',
      isRight: true,
      right: ['retakeFace'],
    },
  ],
};

export const sampleHead: HeadNote = {
  seq: 48_213,
  atMs: Date.UTC(2026, 10, 23, 2, 11),
  keyId: '0a1b2c3d4e5f',
  code: '48213-K7QM-2XTA-9PRD-4HWN-6BVC',
  sealed: 'x'.repeat(190),
  done: 'shown',
  listedAtMs: Date.UTC(2026, 10, 23, 0, 31),
  printedAtMs: null,
};
