import type { Answer } from './response.ts';
import { decideVerdict, serviceVerdict } from './verdict.ts';
import type { VerdictContext } from './verdict.ts';
import type { ServiceReason } from './verdict-reasons.ts';
import type { NextStep, Verdict } from './verdict-shape.ts';

/**
 * The verdict on a whole HTTP reply. Which HTTP status the engine puts around its own 4xx codes is not
 * documented, so a recognised refusal in the body counts whatever the status; an approval never does
 * unless the status is 2xx as well.
 */
export function decideReplyVerdict(
  httpStatus: number,
  answer: Answer,
  context: VerdictContext,
  retryAfterMs: number | null = null,
): Verdict {
  const verdict = decideVerdict(answer, context);
  if (httpStatus >= 200 && httpStatus <= 299) return verdict;
  const speaksForItself = answer.shape === 'v2' || answer.liveness.code !== null;
  const isRefusal = answer.code !== null && answer.code !== '200' && verdict.outcome !== 'unknown';
  if (speaksForItself && isRefusal) return verdict;
  const refused = gatewayVerdict(httpStatus, context);
  return retryAfterMs === null || refused.nextStep !== 'tryLater' ? refused : { ...refused, retryAfterMs };
}

function gatewayVerdict(httpStatus: number, context: VerdictContext): Verdict {
  const { reason, nextStep } = GATEWAY_ANSWERS[httpStatus] ?? gatewayClass(httpStatus);
  return serviceVerdict(context.mode, reason, nextStep);
}

interface GatewayAnswer {
  readonly reason: ServiceReason;
  readonly nextStep: NextStep;
}

/** None of these is documented for this endpoint; they are what API gateways and bank proxies answer. */
const GATEWAY_ANSWERS: Readonly<Record<number, GatewayAnswer>> = {
  401: { reason: 'keyRefused', nextStep: 'callSupport' },
  403: { reason: 'accessRefused', nextStep: 'callSupport' },
  413: { reason: 'requestTooLarge', nextStep: 'callSupport' },
  429: { reason: 'tooManyRequests', nextStep: 'tryLater' },
  502: { reason: 'serviceBusy', nextStep: 'tryLater' },
  503: { reason: 'serviceBusy', nextStep: 'tryLater' },
  504: { reason: 'serviceBusy', nextStep: 'tryLater' },
};

function gatewayClass(httpStatus: number): GatewayAnswer {
  if (httpStatus >= 300 && httpStatus <= 399) return { reason: 'redirectRefused', nextStep: 'callSupport' };
  if (httpStatus >= 500) return { reason: 'serviceFailed', nextStep: 'tryLater' };
  return { reason: 'requestNotAccepted', nextStep: 'callSupport' };
}
