import { setTimeout as sleep } from 'node:timers/promises';
import { app } from 'electron';
import { resolveProxy } from './app-proxy.ts';
import type { Config } from './config.ts';
import { strictnessOf } from './core/policy.ts';
import type { LivenessService, ServiceProbe } from './core/ports.ts';
import { ok, type Result } from './core/result.ts';
import type { Mode } from './core/verdict-shape.ts';
import { liveConfigOf } from './liveness/policy-config.ts';
import { createLivenessService } from './liveness/service.ts';
import { readSystemCertificates } from './liveness/trust.ts';
import { practiceExaminer } from './app-examiner.ts';
import type { PracticeControls } from './practice/training-desk.ts';
import { startPracticeService } from './practice/service.ts';
import type { MediaPrechecker } from './media/prechecker.ts';
import { storedServiceKeys } from './secrets/service-keys.ts';

/** The service, and a way to look whether it is there. */
export type StationService = LivenessService & ServiceProbe;

/** The service, and how a trainer steers it where it is the practice one. */
export interface ChosenService {
  readonly service: StationService;
  readonly practice: PracticeControls | null;
}

const alone = (service: Result<StationService>): Result<ChosenService> =>
  service.ok ? ok({ service: service.value, practice: null }) : service;

/** The service of this station's mode. */
export async function openService(
  config: Config,
  mode: Mode,
  prechecker: MediaPrechecker,
): Promise<Result<ChosenService>> {
  if (mode === 'practice') return practiceService(config, prechecker);
  const keys = storedServiceKeys(app.getPath('userData'));
  return alone(liveService(config, () => keys.read(config.policy.service.keySlot)));
}

function liveService({ policy }: Config, readKey: () => Promise<Result<string>>): Result<StationService> {
  const settings = liveConfigOf(policy);
  if (!settings.ok) return settings;
  return createLivenessService(settings.value, {
    readKey,
    readSystemCertificates,
    resolveProxy,
    now: () => Date.now(),
    wait: waitFor,
  });
}

/** The embedded service on this machine, with a key of its own that lives as long as it does. */
async function practiceService(config: Config, prechecker: MediaPrechecker): Promise<Result<ChosenService>> {
  const started = await startPracticeService(
    { scenario: config.practiceScenario },
    { examine: practiceExaminer(prechecker) },
  );
  if (!started.ok) return started;
  const { baseUrl, key, caPem } = started.value;
  const service = createLivenessService(
    { mode: 'practice', baseUrl, caBundlePem: caPem, strictness: strictnessOf(config.policy) },
    { readKey: () => Promise.resolve(ok(key)), now: () => Date.now(), wait: waitFor },
  );
  return service.ok ? ok({ service: service.value, practice: started.value }) : service;
}

const waitFor = async (ms: number, signal: AbortSignal): Promise<void> => {
  // An abort ends the wait early; the caller looks at the signal.
  await sleep(ms, undefined, { signal }).catch(() => undefined);
};
