import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failure } from '../../main/core/failure.ts';
import { assertNever, failed } from '../../main/core/result.ts';
import { DEADLINES_MS, type SessionRules } from '../../main/core/session-events.ts';
import type { Intent, Session } from '../../main/core/session-shape.ts';
import { openLedger, type Ledger } from '../../main/ledger/ledger.ts';
import { ledgeredService } from '../../main/ledger/ledgered-service.ts';
import { noEvidence } from '../../main/session/evidence-sink.ts';
import { createRunner, type Runner } from '../../main/session/runner.ts';
import { createVault, type Vault } from '../../main/session/vault.ts';
import { unwrap } from '../liveness/submissions.ts';
import { FACTS } from '../session/fake-ports.ts';
import { assertAtRest, assertCanLeave, assertTold, brokenLaw } from './schedule-laws.ts';
import type { Schedule, Step } from './schedule-steps.ts';
import { planted, type Plant } from './schedule-plants.ts';
import { createTime } from './schedule-time.ts';
import { LIKELY } from './schedule-people.ts';
import { emptyDisk, faultyPorts, faultyService, newWorld, type Disk, type World } from './schedule-world.ts';

/** One run of the program, from its start to its end or crash. */
interface Life {
  readonly runner: Runner;
  readonly vault: Vault;
  readonly world: World;
  readonly ledger: Ledger;
  isAlive: boolean;
}

/** Plays a schedule against the real machine, runner, vault and ledger. Throws where a law of the design is broken. */
export async function playSchedule(
  schedule: Schedule,
  seen: (session: Session) => void,
  plant: Plant | null,
): Promise<void> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'schedule-'));
  try {
    await new Player(schedule, join(folder, 'live.ledger'), seen, plant).play();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Player {
  readonly #schedule: Schedule;
  readonly #ledgerPath: string;
  readonly #seen: (session: Session) => void;
  readonly #plant: Plant | null;
  readonly #disk: Disk = emptyDisk();
  readonly #time = createTime(1_790_000_000_000);
  #sessions = 0;
  #broken: string | null = null;

  constructor(schedule: Schedule, ledgerPath: string, seen: (session: Session) => void, plant: Plant | null) {
    this.#plant = plant;
    this.#seen = seen;
    this.#schedule = schedule;
    this.#ledgerPath = ledgerPath;
  }

  async play(): Promise<void> {
    let life = await this.#start();
    try {
      for (const step of this.#schedule.steps) {
        if (step.does === 'crash') {
          await this.#end(life);
          life = await this.#start();
        } else await this.#take(life, step);
        if (this.#broken !== null) throw new Error(this.#broken);
      }
      await this.#comeToRest(life);
    } finally {
      await this.#end(life);
    }
    const ledger = await this.#ledgerAsRead();
    await ledger.close();
    assertTold(ledger, this.#disk);
  }

  async #start(): Promise<Life> {
    const world = newWorld();
    const vault = createVault();
    const ledger = await this.#ledgerAsRead();
    const schedule = this.#schedule;
    const parts = faultyPorts(this.#disk, world, schedule, () => life.isAlive);
    const service = ledgeredService(
      faultyService(this.#disk, world, schedule.replies),
      fullAtTimes(ledger, world),
    );
    const runner = createRunner(
      planted(this.#plant, {
        ...parts,
        service: { ...service, submit: (...what) => world.track(service.submit(...what)) },
        vault,
        desk: {
          notes: () => ({ ...ledger.status(), parked: [], parkingHours: null }),
          acknowledge: () => world.track(ledger.acknowledge()),
        },
        clock: this.#time,
        alarm: this.#time.alarm,
        evidence: noEvidence,
        newSessionId: () => this.#newReference(),
        stationId: 'station-1',
        rules: this.#rules(),
        deadlinesMs: DEADLINES_MS,
      }),
    );
    const life: Life = { runner, vault, world, ledger, isAlive: true };
    // A listener that threw would be one more fault of the station's; the law's voice waits until the step is over.
    runner.subscribe((session) => {
      this.#seen(session);
      if (life.isAlive) this.#broken ??= brokenLaw(session, this.#disk);
    });
    return life;
  }

  #rules(): SessionRules {
    const { cardRequired, mayPark } = this.#schedule;
    return { maxTries: 3, cardRequired, defaultLanguage: 'vi', mayPark };
  }

  async #ledgerAsRead(): Promise<Ledger> {
    const clock = this.#time;
    const options = {
      path: this.#ledgerPath,
      station: 'station-1',
      mode: 'live',
      quota: { perDay: null, perMonth: null },
      clock,
    } as const;
    return unwrap(await openLedger(options));
  }

  /** The power goes: memory with all media is gone, what was being written may or may not be whole. */
  async #end(life: Life): Promise<void> {
    life.isAlive = false;
    await life.ledger.close();
    life.runner.dispose();
    this.#time.forgetAlarms();
  }

  async #take({ runner, world }: Life, step: Exclude<Step, { does: 'crash' }>): Promise<void> {
    this.#begin(runner, world, step);
    if (step.racing) return;
    await settle(world);
    assertCanLeave(runner.session(), this.#rules());
  }

  #begin(runner: Runner, world: World, step: Exclude<Step, { does: 'crash' }>): void {
    switch (step.does) {
      case 'walk':
        return this.#walk(runner, world, step.fork);
      case 'intent':
        return this.#ask(runner, step.intent);
      case 'deliver':
        return deliver(runner, world, step.role, this.#sessions);
      case 'time':
        return this.#time.pass(step.ms);
      case 'clock':
        return this.#time.setClock(step.ms);
      case 'fault':
        if (step.isOn) world.faults.add(step.fault);
        else world.faults.delete(step.fault);
        return;
      case 'break':
        return runner.reportBroken(failure('internal'));
      default:
        return assertNever(step);
    }
  }

  #ask(runner: Runner, intent: Intent): void {
    // Entered first: what the intent sets off may already look at it.
    this.#disk.granted.push(intent.type);
    if (!runner.handleIntent(intent).ok) this.#disk.granted.pop();
  }

  /** What a teller and a customer would do next. */
  #walk(runner: Runner, world: World, fork: number): void {
    const session = runner.session();
    if (session.name === 'face.recording' && fork === 0)
      return deliver(runner, world, 'face', this.#sessions);
    if (session.name === 'card.scanning' && fork === 0) return deliver(runner, world, 'card', this.#sessions);
    const choices = LIKELY[session.name];
    const intent = choices[fork % choices.length] ?? null;
    if (intent === null) this.#time.pass(1000);
    else this.#ask(runner, intent);
  }

  #newReference(): string {
    this.#sessions += 1;
    const [tens = '2', ones = '2'] = [Math.floor(this.#sessions / 34), this.#sessions % 34].map(
      (digit) => LETTERS[digit % 34],
    );
    return `K7QM-2XTA-${tens}${ones}`;
  }

  /** Nobody comes any more and nothing is mended: deadlines alone must bring the station back to welcome. */
  async #comeToRest({ runner, world, vault }: Life): Promise<void> {
    for (let hours = 0; runner.session().name !== 'idle'; hours += 1) {
      if (hours === 24) throw new Error(`a day later the station is still in ${runner.session().name}`);
      this.#time.pass(3_600_000);
      await settle(world);
    }
    await settle(world);
    if (this.#broken !== null) throw new Error(this.#broken);
    assertAtRest(runner.session(), vault, world.media);
  }
}

const LETTERS = '23456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function deliver(runner: Runner, { media }: World, role: 'face' | 'card', mark: number): void {
  const bytes = new Uint8Array(32).fill((mark % 200) + (role === 'face' ? 1 : 2));
  media.push(bytes);
  runner.deliver(role, bytes, FACTS);
}

/** A ledger whose disk is full while the fault lasts. */
function fullAtTimes(ledger: Ledger, { faults }: World): Ledger {
  const full = failed(failure('journalFailed'));
  return {
    ...ledger,
    begin: (facts) => (faults.has('ledgerFull') ? Promise.resolve(full) : ledger.begin(facts)),
    end: (seq, facts) => (faults.has('ledgerFull') ? Promise.resolve(full) : ledger.end(seq, facts)),
  };
}

/** Until nothing on this machine is under way but what waits for the world. */
async function settle(world: World): Promise<void> {
  do {
    for (let turns = 0; turns < 3; turns += 1) await new Promise(setImmediate);
  } while (world.isBusy());
}
