import { z } from 'zod';
import { failure } from '../core/failure.ts';
import { pinsSchema } from '../core/pins.ts';
import { failed, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { strictnessSchema } from '../core/verdict-policy.ts';
import { modeSchema } from '../core/verdict-shape.ts';

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
  const base = parseUrl(config.baseUrl);
  if (base === null || !['https:', 'http:'].includes(base.protocol)) return refuse('not an http(s) address');
  if (base.username !== '' || base.password !== '' || base.search !== '' || base.hash !== '') {
    return refuse('must hold no user, query or fragment');
  }
  const host = base.hostname.replace(/^\[|\]$/g, '');
  if (base.protocol === 'http:' && !isLoopbackHost(host)) return refuse('must be https');
  if (config.mode === 'practice' && !isLoopbackHost(host)) return refuse('practice stays on this machine');
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/+$/, '') + LIVENESS_PATH;
  if (config.v2Format) url.searchParams.set('v2_format', '1');
  const isTls = base.protocol === 'https:';
  return ok({ url, host, port: Number(base.port) || (isTls ? 443 : 80), isTls });
}

const refuse = (why: string): Result<Target> => failed(failure('policyInvalid', `service.baseUrl: ${why}`));

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
