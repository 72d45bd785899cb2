import type { CameraFindings } from '../core/camera-findings.ts';
import { failure } from '../core/failure.ts';
import type { JournalEvent } from '../core/journal-schema.ts';
import { type CameraRules, judgeCameras } from '../core/judge-cameras.ts';
import { judgePrinter, type PrinterFacts } from '../core/judge-machine.ts';
import type { Language } from '../core/language.ts';
import type { Policy } from '../core/policy.ts';
import type { Clock, Journal, ServiceProbe } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import {
  type CheckState,
  isGo,
  mayServe,
  type StationCheck,
  type StationReport,
  type StationState,
  unwell,
  well,
} from '../core/station-check.ts';
import type { Mode } from '../core/verdict-shape.ts';
import { checkCardFolder, checkDisk } from './machine.ts';
import { checkService } from './service.ts';

export type Printed = Result<'sentToPrinter' | 'savedAsPdf'>;

/** What the check needs from outside. */
export interface StationPorts {
  readonly mode: Mode;
  readonly stationId: string;
  readonly dailyCheck: StationState['dailyCheck'];
  readonly rules: CameraRules;
  readonly clock: Clock;
  readonly service: ServiceProbe;
  readonly journal: Journal;
  /** When the journal was written last, epoch ms; null when never. */
  readonly lastRecordMs: () => number | null;
  readonly printers: () => Promise<PrinterFacts>;
  /** Whether the keychain of this session keeps a secret. */
  readonly keychain: () => Result<void>;
  /** Starts the engine that examines pictures. */
  readonly warmUp: (signal: AbortSignal) => Promise<Result<unknown>>;
  readonly folder: string;
  /** Where the card's picture may come from. */
  readonly card: Policy['card'];
  /** The ring's policy that this run works with, for the report; null where there is none. */
  readonly ringPolicy: string | null;
  /** True while no customer is being served. */
  readonly isFree: () => boolean;
  readonly memory: {
    readonly read: () => Promise<StationReport | null>;
    readonly write: (report: StationReport) => Promise<void>;
  };
  readonly print: (report: StationReport, language: Language) => Promise<Printed>;
}

/** The daily check of this station: made, kept for the day, printed, and asked for before the first customer. */
export interface StationDesk {
  state(): Promise<StationState>;
  /** Looks at everything; the page has measured the cameras, main judges what it measured. */
  check(findings: CameraFindings): Promise<Result<StationReport>>;
  print(language: Language): Promise<Printed>;
  /** The lines that need nobody at the station and cost nothing. */
  examine(): Promise<readonly StationCheck[]>;
  /** False where the policy wants a check first. */
  mayServe(): Promise<boolean>;
}

/** Printer, connection and engine together are given this long, ms. */
const LIMIT_MS = 30_000;

export function createStationDesk(ports: StationPorts): StationDesk {
  const today = async (): Promise<StationReport | null> => {
    const last = await ports.memory.read();
    const isOurs = last !== null && last.mode === ports.mode && last.stationId === ports.stationId;
    return isOurs && isSameDay(last.atMs, ports.clock.now()) ? last : null;
  };
  const state = async (): Promise<StationState> => ({
    dailyCheck: ports.dailyCheck,
    today: ports.dailyCheck === 'off' ? null : await today(),
  });
  return {
    state,
    async check(findings) {
      if (!ports.isFree()) return failed(failure('wrongState'));
      const checks = [...judgeCameras(findings, ports.rules), ...(await examineMachine(ports))];
      const noted = await ports.journal.append(recordOf(checks));
      const report: StationReport = {
        schema: 'liveness-kiosk/station-check@1',
        atMs: ports.clock.now(),
        mode: ports.mode,
        stationId: ports.stationId,
        ...verdictOf([
          ...checks,
          noted.ok ? well('journal') : unwell('journal', 'broken', 'journalFailed', noted.failure.code),
        ]),
        trace: 'error' in findings.face ? null : findings.face.trace,
      };
      await ports.memory.write(report);
      return ok(report);
    },
    async print(language) {
      const report = await today();
      return report === null ? failed(failure('wrongState')) : ports.print(report, language);
    },
    examine: () => examineMachine(ports),
    mayServe: async () => mayServe(await state()),
  };
}

const verdictOf = (checks: readonly StationCheck[]): Pick<StationReport, 'isGo' | 'checks'> => ({
  isGo: isGo(checks),
  checks,
});

async function examineMachine(ports: StationPorts): Promise<readonly StationCheck[]> {
  const signal = AbortSignal.timeout(LIMIT_MS);
  const clock = { nowMs: () => ports.clock.now(), lastRecordMs: ports.lastRecordMs() };
  const groups = await Promise.all([
    ports.printers().then(judgePrinter),
    checkService(ports.service, clock, signal),
    checkDisk(ports.folder),
    checkCardFolder(ports.card),
    checkEngine(ports, signal),
  ]);
  const policy = ports.ringPolicy === null ? [] : [well('policy', ports.ringPolicy)];
  return [...groups.flat(), checkKeychain(ports), ...policy];
}

/** Practice keeps nothing that is worth a keychain. */
function checkKeychain({ keychain, mode }: StationPorts): StationCheck {
  const found = keychain();
  if (found.ok) return well('keychain');
  const state = mode === 'live' ? 'broken' : 'attention';
  return unwell('keychain', state, 'keychainMissing', found.failure.code);
}

async function checkEngine(ports: StationPorts, signal: AbortSignal): Promise<StationCheck> {
  const warm = await ports.warmUp(signal);
  if (warm.ok) return well('model');
  const { code } = warm.failure;
  return code.startsWith('ffmpeg')
    ? unwell('ffmpeg', 'broken', 'ffmpegMissing', code)
    : unwell('model', 'broken', 'modelDamaged', code);
}

/** What the journal keeps of a check: which lines, not what they measured. */
function recordOf(checks: readonly StationCheck[]): JournalEvent {
  const namesOf = (state: CheckState) =>
    checks.filter((check) => check.state === state).map(({ name }) => name);
  const result = isGo(checks) ? 'go' : 'noGo';
  const facts = {
    result,
    broken: namesOf('broken'),
    attention: namesOf('attention'),
    notAssessed: namesOf('notAssessed'),
  } as const;
  return { type: 'stationChecked', sessionId: null, facts };
}

/** By the clock on the wall. */
const isSameDay = (aMs: number, bMs: number): boolean =>
  new Date(aMs).toDateString() === new Date(bMs).toDateString();
