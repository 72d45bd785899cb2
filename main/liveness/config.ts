import { z } from 'zod';
import { failure } from '../core/failure.ts';
import { pinsSchema } from '../core/pins.ts';
import { failed, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { strictnessSchema } from '../core/verdict-policy.ts';
import { modeSchema, type Mode } from '../core/verdict-shape.ts';

/** POST https://api.fpt.ai/vision/ekyc/liveness (Liveness Check v3, Request Url). */
export const LIVENESS_PATH = '/vision/ekyc/liveness';

const timeout = (fallbackMs: number) => z.number().int().min(1).max(600_000).default(fallbackMs);

export const livenessConfigSchema = z
  .strictObject({
    mode: modeSchema,
    baseUrl: z.string().max(500),
    /** The page says `api_key` in its table and `api-key` in its sample; proxies drop underscores. */
    keyHeader: z.enum(['api-key', 'api_key']).default('api-key'),
    v2Format: z.boolean().default(false),
    connectTimeoutMs: timeout(10_000),
    stallTimeoutMs: timeout(15_000),
    answerTimeoutMs: timeout(60_000),
    /** PEM certificates trusted beside the built-in ones: on-premise service or inspecting gateway. */
    caBundlePem: z.string().nullable().default(null),
    pins: pinsSchema.nullable().default(null),
    strictness: strictnessSchema.default({}),
  })
  .readonly();
export type LivenessConfig = z.infer<typeof livenessConfigSchema>;
export type LivenessConfigInput = z.input<typeof livenessConfigSchema>;

export interface Target {
  readonly url: URL;
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
}

/** SECURITY: HTTPS, except to this very machine; practice never leaves it. Test: test/liveness/config.test.ts */
export function targetOf(config: LivenessConfig): Result<Target> {
  const checked = checkAddress(config.baseUrl, config.mode);
  if (typeof checked === 'string') return failed(failure('policyInvalid', `service.baseUrl: ${checked}`));
  const url = new URL(checked.url);
  url.pathname = url.pathname.replace(/\/+$/, '') + LIVENESS_PATH;
  if (config.v2Format) url.searchParams.set('v2_format', '1');
  return ok({ ...checked, url });
}

/** An address that this program may talk to in this mode, or why not. */
export function checkAddress(text: string, mode: Mode): Target | string {
  const url = parseUrl(text);
  if (url === null || !['https:', 'http:'].includes(url.protocol)) return 'not an http(s) address';
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return 'must hold no user, query or fragment';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol === 'http:' && !isLoopbackHost(host)) return 'must be https';
  if (mode === 'practice' && !isLoopbackHost(host)) return PRACTICE_STAYS;
  const isTls = url.protocol === 'https:';
  return { url, host, port: Number(url.port) || (isTls ? 443 : 80), isTls };
}

export const PRACTICE_STAYS = 'practice stays on this machine';

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host);
}

export function isLoopbackAddress(address: string): boolean {
  return /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address) || address === '::1';
}
