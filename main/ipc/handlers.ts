import type { AdminDesk } from '../admin/desk.ts';
import type { About } from '../core/admin.ts';
import type { StationStats } from '../core/call-stats.ts';
import type { AppInfo } from '../core/contract.ts';
import { kindOfCamera } from '../core/cameras.ts';
import { failure } from '../core/failure.ts';
import type { PolicyState } from '../core/policy-state.ts';
import { failed, ok, type Result } from '../core/result.ts';
import type { Intent, Role, Session } from '../core/session-shape.ts';
import type { FleetDesk } from '../fleet/fleet-desk.ts';
import type { HistoryDesk } from '../journal/history-desk.ts';
import type { CustomerScreen } from '../kiosk/customer-screen.ts';
import type { CameraMemory } from '../kiosk/camera-memory.ts';
import type { TrainingDesk } from '../practice/training-desk.ts';
import type { Runner } from '../session/runner.ts';
import type { StationDesk } from '../station/desk.ts';
import type { Vault } from '../session/vault.ts';
import type { StationUpdates } from '../update/updater.ts';
import type { Handlers } from './answer.ts';

export interface HandlerDeps {
  readonly info: AppInfo;
  readonly runner: Runner;
  readonly vault: Vault;
  readonly cameras: CameraMemory;
  /** The card's picture out of a file that a person chooses in main's own dialog. */
  readonly pickCard: () => Promise<Result<Session>>;
  readonly admin: AdminDesk;
  readonly history: HistoryDesk;
  readonly station: StationDesk;
  /** Expected against answered codes out of the ledger. */
  readonly stats: () => readonly StationStats[];
  /** The bank's stations, for head office. */
  readonly fleet: FleetDesk;
  readonly about: () => Promise<About>;
  readonly policy: () => PolicyState;
  readonly updates: Pick<StationUpdates, 'state' | 'check'>;
  readonly customer: Pick<CustomerScreen, 'view' | 'guide' | 'act'>;
  readonly training: TrainingDesk;
  /** The page has drawn something. */
  readonly beat: () => void;
}

/** What nobody without a name on this station may do. */
const NEEDS_A_NAME: ReadonlySet<Intent['type']> = new Set([
  'start',
  'openParked',
  'eraseParked',
  'acknowledgeUnknown',
] as const);

/** What a station does not do whose policy can't be followed: it might be sent to the wrong place. */
const SERVES: ReadonlySet<Intent['type']> = new Set(['start', 'openParked'] as const);

/** What each channel does, in terms of the session. */
export function createHandlers(deps: HandlerDeps): Handlers {
  const { info, runner, vault, cameras, admin, history } = deps;
  const mayUse = (role: Role, label: string): boolean =>
    kindOfCamera(label, info.cameras.allowed[role]) === 'ordinary';
  return {
    'app.info': () => ok(info),
    'session.get': () => ok(runner.session()),
    'session.intent': async (intent) => {
      admin.touch();
      // No session without somebody's name on it.
      if (info.isClosed && SERVES.has(intent.type)) return failed(failure('policyInvalid'));
      if (NEEDS_A_NAME.has(intent.type) && admin.teller() === null) return failed(failure('tellerNeeded'));
      if (intent.type === 'start' && !(await deps.station.mayServe()))
        return failed(failure('stationNotChecked'));
      const before = runner.session();
      const handled = runner.handleIntent(intent);
      if (handled.ok) deps.training.observe(before, intent);
      return handled;
    },
    'media.piece': ({ index, bytes }) => runner.addPiece(index, bytes),
    'media.deliver': ({ role, bytes, facts }) => {
      if (mayUse(role, facts.cameraLabel)) return runner.deliver(role, bytes, facts);
      return failed(failure('cameraRefused'));
    },
    'card.pickFile': () => deps.pickCard(),
    'media.preview': ({ role }) => ok(vault.checked(role)?.preview ?? null),
    'cameras.get': () => ok(cameras.read()),
    'cameras.choose': ({ role, choice }) =>
      choice === null || mayUse(role, choice.label)
        ? ok(cameras.choose(role, choice))
        : failed(failure('cameraRefused')),
    'stats.get': () => (admin.isUnlocked() ? ok(deps.stats()) : failed(failure('supervisorNeeded'))),
    'fleet.get': ({ days }) => deps.fleet.view(days),
    'fleet.export': ({ days }) => deps.fleet.export(days),
    'training.get': () => deps.training.state(),
    'training.choose': ({ scenario }) => deps.training.choose(scenario),
    'admin.get': async () => ok(await admin.state()),
    'admin.do': (request) => admin.handle(request),
    'history.search': (question) => history.search(question),
    'history.chart': (filter) => history.chart(filter),
    'history.export': (request) => history.export(request),
    'history.retention': () => history.retention(),
    'policy.get': () => (admin.isUnlocked() ? ok(deps.policy()) : failed(failure('supervisorNeeded'))),
    'updates.get': () =>
      admin.isUnlocked() ? ok(deps.updates.state()) : failed(failure('supervisorNeeded')),
    'updates.check': async () => {
      if (!admin.isUnlocked()) return failed(failure('supervisorNeeded'));
      admin.touch();
      return ok(await deps.updates.check());
    },
    'history.head': ({ act }) => history.head(act),
    'station.get': async () => ok(await deps.station.state()),
    'station.check': (findings) => deps.station.check(findings),
    'station.print': ({ language }) => deps.station.print(language),
    'about.get': async () => ok(await deps.about()),
    'page.alive': () => {
      deps.beat();
      return ok(null);
    },
    'customer.guide': (guide) => {
      deps.customer.guide(guide);
      return ok(null);
    },
    'customer.get': () => ok(deps.customer.view()),
    'customer.act': (act) => deps.customer.act(act),
  };
}
