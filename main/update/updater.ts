import type { Journal } from '../core/ports.ts';
import { refuseMoment, type LocalMoment, type StationUse } from '../core/update-moment.ts';
import { judgeOffer, type UpdateList } from '../core/update-offer.ts';
import { beginProbation, endProbation, wayBackOf, type KeptFile } from '../core/update-probation.ts';
import type { UpdateSettings } from '../core/update-settings.ts';
import {
  refused,
  type Refusal,
  type Taken,
  type UpdateState,
  type UpdateStep,
} from '../core/update-state.ts';
import type { UpdateEngine } from './engine.ts';
import { mayReplace, type InstallPlace } from './install-place.ts';
import type { RecordFile } from './record-file.ts';

export interface UpdaterPorts {
  readonly settings: UpdateSettings;
  readonly version: string;
  readonly place: InstallPlace;
  readonly bucketPercent: number;
  /** Made when it is first needed: most stations never look for updates. */
  readonly openEngine: () => Promise<Taken<UpdateEngine>>;
  readonly record: RecordFile;
  /** Keeps what the way back needs: the running program, or the installer that replaces it. */
  readonly keep: (downloaded: string, version: string) => Taken<readonly KeptFile[]>;
  readonly moment: () => LocalMoment;
  readonly use: () => StationUse;
  readonly journal: Journal;
  readonly now: () => number;
  /** Ends the program; the new version starts after it. */
  readonly restart: () => void;
}

/** Looks for updates and installs them, where policy and moment allow it. */
export interface StationUpdates {
  state(): UpdateState;
  /** A supervisor asks: everything but the quiet time must still hold. */
  check(): Promise<UpdateState>;
  /** Every minute: looks by itself, at most every half hour. */
  tick(): Promise<void>;
}

const LOOK_EVERY_MS = 30 * 60_000;

export function createStationUpdates(ports: UpdaterPorts): StationUpdates {
  const { settings, version, place, record } = ports;
  let last: UpdateState['last'] = null;
  let lastNoted = '';
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;

  const note = async (step: UpdateStep, detail = ''): Promise<void> => {
    last = { ...step, atMs: ports.now(), detail };
    // The same answer every half hour of a night is one record.
    const words = JSON.stringify(step);
    if (words === lastNoted) return;
    lastNoted = words;
    await ports.journal.append({ type: 'updateStep', sessionId: null, facts: step });
  };
  const refuse = ({ reason, detail }: Refusal, offered: string | null): Promise<void> =>
    note({ act: 'refused', version: offered, reason }, detail);

  /** Why nothing may be done just now, as a refusal. */
  const hindrance = (isAsked: boolean): Refusal | null => {
    const reason = refuseMoment(ports.use(), ports.moment(), { ...settings, isAsked });
    return reason === null ? null : { reason, detail: '' };
  };

  const take = async (
    engine: UpdateEngine,
    { version: next }: UpdateList,
    isAsked: boolean,
  ): Promise<void> => {
    const early = hindrance(isAsked);
    if (early !== null) return refuse(early, next);
    const fetched = await engine.download();
    if (!fetched.ok) return refuse(fetched.refusal, next);
    await note({ act: 'downloaded', version: next, reason: null });
    const kept = ports.keep(fetched.value, next);
    if (!kept.ok) return refuse(kept.refusal, next);
    await note({ act: 'installing', version: next, reason: null });
    // From here to the restart nothing is waited for: no session can begin in between.
    const late = hindrance(isAsked);
    if (late !== null) return refuse(late, next);
    record.write(beginProbation(record.read(), version, next, kept.value));
    const installed = engine.install();
    if (installed.ok) return ports.restart();
    record.write(endProbation(record.read()));
    return refuse(installed.refusal, next);
  };

  const look = async (isAsked: boolean): Promise<void> => {
    lookedAtMs = ports.now();
    const here = settings.mode === 'off' ? refused('off') : mayLook(place);
    if (!here.ok) return refuse(here.refusal, null);
    const engine = await ports.openEngine();
    if (!engine.ok) return refuse(engine.refusal, null);
    const offer = await engine.value.check();
    if (!offer.ok) return refuse(offer.refusal, null);
    const { blocked } = record.read();
    const { ring } = settings;
    const { bucketPercent } = ports;
    const verdict = judgeOffer(offer.value, { current: version, blocked, ring, bucketPercent });
    if (verdict === 'upToDate')
      return note({ act: 'checked', version: offer.value.version, reason: verdict });
    if (verdict !== 'take') return refuse({ reason: verdict, detail: '' }, offer.value.version);
    await note({ act: 'checked', version: offer.value.version, reason: null });
    return take(engine.value, offer.value, isAsked);
  };

  /** One at a time. */
  const lookOnce = (isAsked: boolean): Promise<void> => {
    running ??= look(isAsked).finally(() => {
      running = null;
    });
    return running;
  };

  const state = (): UpdateState => {
    const now = record.read();
    return {
      mode: settings.mode,
      version,
      kind: place.kind,
      ring: settings.ring,
      bucketPercent: ports.bucketPercent,
      window: settings.window,
      last,
      startsLeft: now.probation?.startsLeft ?? null,
      wayBack: wayBackOf(now)?.version ?? null,
      blocked: now.blocked,
    };
  };
  return {
    state,
    async check() {
      await lookOnce(true);
      return state();
    },
    async tick() {
      if (settings.mode === 'off' || hindrance(false) !== null) return;
      if (ports.now() - lookedAtMs >= LOOK_EVERY_MS) await lookOnce(false);
    },
  };
}

function mayLook(place: InstallPlace): Taken<void> {
  if (place.kind === 'other') return refused('notUpdatable');
  return mayReplace(place) ? { ok: true, value: undefined } : refused('noRights', place.path);
}
