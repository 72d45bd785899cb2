import {
  AuthorizationError,
  connect,
  credsAuthenticator,
  headers,
  nkeyAuthenticator,
  PermissionViolationError,
  usernamePasswordAuthenticator,
  UserAuthenticationExpiredError,
  type Authenticator,
  type MsgHdrs,
  type NatsConnection,
} from '@nats-io/transport-node';
import { parseFleetKey, type FleetKey } from '../core/fleet-key.ts';
import { failure, type Failure } from '../core/failure.ts';
import { assertNever, failed, ok, type Result } from '../core/result.ts';
import type { LinkSettings } from './link.ts';

export type Connection = NatsConnection;

/** A node or line that says nothing for twice this long is given up for another. */
const PING_MS = 5000;
const RECONNECT_MS = 1000;

/**
 * Opens an encrypted connection to one of the nodes. Fails with `fleetRefused` when the cluster does not accept the
 * credentials, `fleetUnreachable` when no node answers or none can be trusted, `fleetKeyMalformed` for other text.
 */
export async function connectNats(settings: LinkSettings): Promise<Result<Connection>> {
  const key = parseFleetKey(settings.credentials);
  if (key === null) return failed(failure('fleetKeyMalformed'));
  try {
    const connection = await connect({
      servers: [...settings.servers],
      name: settings.name,
      inboxPrefix: settings.inboxPrefix,
      authenticator: authenticatorOf(key),
      // SECURITY: a node that offers no TLS, or a certificate nobody vouches for, is refused (test/fleet/cluster).
      tls: settings.caPem === null ? {} : { ca: settings.caPem },
      timeout: settings.timeoutMs,
      pingInterval: PING_MS,
      maxPingOut: 2,
      maxReconnectAttempts: -1,
      reconnectTimeWait: RECONNECT_MS,
      reconnectJitterTLS: RECONNECT_MS,
      // A password changed at head office is an error for now, not for ever.
      ignoreAuthErrorAbort: true,
    });
    return ok(connection);
  } catch (cause) {
    return failed(linkFailure(cause));
  }
}

function authenticatorOf(key: FleetKey): Authenticator {
  switch (key.kind) {
    case 'creds':
      return credsAuthenticator(new TextEncoder().encode(key.text));
    case 'nkey':
      return nkeyAuthenticator(new TextEncoder().encode(key.seed));
    case 'password':
      return usernamePasswordAuthenticator(key.user, key.password);
    default:
      return assertNever(key);
  }
}

export function linkFailure(cause: unknown): Failure {
  const isRefused =
    cause instanceof AuthorizationError ||
    cause instanceof UserAuthenticationExpiredError ||
    cause instanceof PermissionViolationError ||
    (cause instanceof Error && cause.cause instanceof PermissionViolationError);
  return failure(isRefused ? 'fleetRefused' : 'fleetUnreachable', String(cause), cause);
}

export function toHeaders(fields: Readonly<Record<string, string | undefined>>): MsgHdrs {
  const made = headers();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) made.set(name, value);
  return made;
}
