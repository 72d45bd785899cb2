import { readFileSync } from 'node:fs';
import { failure } from '../core/failure.ts';
import { type Policy, strictnessOf } from '../core/policy.ts';
import { failed, ok, type Result } from '../core/result.ts';
import type { LivenessConfigInput } from './config.ts';

/** The live service as the policy names it; `policyInvalid` where its certificates can't be read. */
export function liveConfigOf(policy: Policy): Result<LivenessConfigInput> {
  const { caBundlePath, keySlot: _keySlot, ...service } = policy.service;
  const caBundle = caBundlePath === null ? ok(null) : readPem(caBundlePath);
  if (!caBundle.ok) return caBundle;
  return ok({ mode: 'live', ...service, caBundlePem: caBundle.value, strictness: strictnessOf(policy) });
}

function readPem(path: string): Result<string> {
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch (cause) {
    return failed(failure('policyInvalid', `service.caBundlePath: ${path}`, cause));
  }
}
