import { failure } from '../core/failure.ts';
import type { Policy } from '../core/policy.ts';
import type { ServiceProbe } from '../core/ports.ts';
import { failed, type Result } from '../core/result.ts';
import { type StationCheck, unwell, well } from '../core/station-check.ts';
import { liveConfigOf } from '../liveness/policy-config.ts';
import { parseRoutes } from '../liveness/proxy.ts';
import { createLivenessService } from '../liveness/service.ts';
import { readSystemCertificates } from '../liveness/trust.ts';
import { checkService } from '../station/service.ts';

/** The system's proxy for an address as a PAC answer. */
export type ResolveProxy = (url: string) => Promise<string>;

/** The service that this policy names, reached, trusted and pinned as the app would; then the way to it. */
export async function checkWay(
  policy: Policy,
  resolveProxy: ResolveProxy,
  signal: AbortSignal,
): Promise<readonly StationCheck[]> {
  const address = policy.service.baseUrl;
  const service = probeOf(policy, resolveProxy);
  if (!service.ok) {
    const detail = service.failure.detail ?? service.failure.code;
    return [unwell('tls', 'broken', 'policyWrong', `${address}: ${detail}`)];
  }
  const clock = { nowMs: () => Date.now(), lastRecordMs: null };
  const checks = await checkService(service.value, clock, signal);
  const isReached = checks.every(({ cause }) => cause !== 'serviceUnreachable');
  return [...checks, checkProxy(await resolveProxy(address), isReached)];
}

function probeOf(policy: Policy, resolveProxy: ResolveProxy): Result<ServiceProbe> {
  const settings = liveConfigOf(policy);
  if (!settings.ok) return settings;
  return createLivenessService(settings.value, {
    // SECURITY: a probe has no use for the key.
    readKey: () => Promise.resolve(failed(failure('keyMissing'))),
    readSystemCertificates,
    resolveProxy,
    now: () => Date.now(),
    wait: () => Promise.resolve(),
  });
}

/** `pacAnswer` such as "PROXY a:8080; DIRECT". */
function checkProxy(pacAnswer: string, isReached: boolean): StationCheck {
  const routes = parseRoutes(pacAnswer);
  const proxies = routes.flatMap((route) => (route.kind === 'proxy' ? [`${route.host}:${route.port}`] : []));
  if (routes.length === 0) return unwell('proxy', 'broken', 'proxyUnsupported', pacAnswer);
  const detail = proxies.length === 0 ? 'DIRECT' : proxies.join(', ');
  if (proxies.length === 0 || isReached) return well('proxy', detail);
  return unwell('proxy', 'attention', 'proxyInTheWay', detail);
}
