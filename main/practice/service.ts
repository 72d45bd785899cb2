import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { failure } from '../core/failure.ts';
import { failed, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { buildAnswer, toV2 } from './answers.ts';
import type { V3Answer } from './answers.ts';
import { answerAsGateway, answerWithFault } from './faults.ts';
import type { FaultSettings } from './faults.ts';
import { judgeMedia } from './judge-media.ts';
import type { PracticeExaminer, SentForm } from './judge-media.ts';
import { parseForm } from './multipart-form.ts';
import type { FormPart } from './multipart-form.ts';
import { SAMPLE_ANSWERS } from './samples.ts';
import { findScenario } from './scenarios.ts';
import type { Scenario } from './scenarios.ts';
import { isTlsFault, tlsSetting } from './tls-faults.ts';

/** The shape of a request that came: names, sizes and hashes; no media, no key. */
export interface PracticeRequest {
  readonly method: string;
  readonly path: string;
  readonly contentLengthBytes: number;
  readonly parts: readonly {
    readonly name: string;
    readonly fileName: string;
    readonly contentType: string;
    readonly sizeBytes: number;
    readonly sha256: string;
  }[];
}

export interface PracticeOptions extends Partial<FaultSettings> {
  /** A scenario, or a way of speaking TLS: then it stays for as long as the service runs. */
  readonly scenario?: string;
  /** The key a client has to send; made up when absent. */
  readonly key?: string;
  /** Body bytes after which "reset" and "stalled" strike. */
  readonly faultAfterBytes?: number;
}

export interface PracticeDeps {
  /** Null judges by the form and the MP4's own header only. */
  readonly examine: PracticeExaminer | null;
  readonly onRequest?: (request: PracticeRequest) => void;
}

export interface PracticeService {
  /** http://127.0.0.1:PORT, or https://localhost:PORT where TLS was asked for. */
  readonly baseUrl: string;
  /** The service's own test authority; null without TLS. */
  readonly caPem: string | null;
  readonly key: string;
  readonly scenario: () => string;
  /** False when there is no such scenario; the old one stays. */
  readonly setScenario: (id: string) => boolean;
  readonly close: () => Promise<void>;
}

const PATH = '/vision/ekyc/liveness';
/** 10 MB and 5 MB of media and room for the form around them. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Starts the practice service on this machine only. Fails with `usage` for an unknown scenario. */
export async function startPracticeService(
  options: PracticeOptions,
  deps: PracticeDeps,
): Promise<Result<PracticeService>> {
  const asked = options.scenario ?? 'auto';
  const tls = isTlsFault(asked) ? tlsSetting(asked, Date.now()) : null;
  let scenario = tls === null ? findScenario(asked) : AUTO;
  if (scenario === null) return failed(failure('usage', `no practice scenario "${asked}"`));
  const key = options.key ?? randomBytes(16).toString('hex');
  const settings = {
    slowMs: options.slowMs ?? 30_000,
    cutAfterBytes: options.cutAfterBytes ?? 20,
    hugeBytes: options.hugeBytes ?? 50 * 1024 * 1024,
    faultAfterBytes: options.faultAfterBytes ?? 64 * 1024,
  };
  const listener: RequestListener = (request, reply) => {
    // SECURITY: marks every answer, so that the live client refuses it (test/liveness/service.test.ts).
    reply.setHeader('x-practice', '1');
    request.on('error', () => reply.destroy());
    serve({ request, reply, key, scenario: scenario ?? AUTO, settings, deps }).catch(() => reply.destroy());
  };
  const server = tls === null ? createServer(listener) : createTlsServer(tls.options, listener);
  const port = await listen(server);
  if (!port.ok) return port;
  return ok({
    baseUrl: tls === null ? `http://127.0.0.1:${port.value}` : `https://localhost:${port.value}`,
    caPem: tls?.caPem ?? null,
    key,
    scenario: () => (scenario ?? AUTO).id,
    setScenario: (id) => {
      const next = findScenario(id);
      if (next !== null) scenario = next;
      return next !== null;
    },
    close: () => close(server),
  });
}

const AUTO: Scenario = { id: 'auto', kind: 'auto' };

function listen(server: Server): Promise<Result<number>> {
  return new Promise((resolve) => {
    server.once('error', (error) =>
      resolve(failed(failure('internal', 'practice service cannot listen', error))),
    );
    server.listen(0, '127.0.0.1', () => resolve(ok((server.address() as AddressInfo).port)));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

interface Serving {
  readonly request: IncomingMessage;
  readonly reply: ServerResponse;
  readonly key: string;
  readonly scenario: Scenario;
  readonly settings: FaultSettings & { readonly faultAfterBytes: number };
  readonly deps: PracticeDeps;
}

async function serve(serving: Serving): Promise<void> {
  const { request, reply, key, scenario, settings } = serving;
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const strikesEarly =
    scenario.kind === 'fault' && (scenario.fault === 'resetMidUpload' || scenario.fault === 'stalledUpload');
  if (strikesEarly) return strike(request, scenario.fault === 'resetMidUpload', settings.faultAfterBytes);
  const body = await readBody(request);
  if (url.pathname !== PATH) return answerAsGateway(404, reply);
  if (request.method !== 'POST') return answerAsGateway(405, reply);
  if (!hasKey(request, key)) return answerAsGateway(401, reply);
  if (body === null) return answerAsGateway(413, reply);
  const form = readForm(body, request, serving.deps);
  const isV2 = url.searchParams.get('v2_format') === '1';
  return respond(serving, form, isV2);
}

/** Takes some of the body, then resets the connection, or takes no more of it. */
function strike(request: IncomingMessage, reset: boolean, afterBytes: number): void {
  let receivedBytes = 0;
  request.on('data', (chunk: Buffer) => {
    receivedBytes += chunk.byteLength;
    if (receivedBytes < afterBytes) return;
    if (reset) request.socket.resetAndDestroy();
    else request.pause();
  });
}

/** The whole body, or null when it is too large: then the rest is read and dropped, so that the answer arrives. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request) {
    sizeBytes += (chunk as Buffer).byteLength;
    if (sizeBytes <= MAX_BODY_BYTES) chunks.push(chunk as Buffer);
    else chunks.length = 0;
  }
  return sizeBytes > MAX_BODY_BYTES ? null : Buffer.concat(chunks);
}

function hasKey({ headers }: IncomingMessage, key: string): boolean {
  const given = headers['api-key'] ?? headers['api_key'];
  if (typeof given !== 'string') return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(key));
}

function readForm(body: Buffer, request: IncomingMessage, { onRequest }: PracticeDeps): SentForm {
  const parts = parseForm(body, request.headers['content-type'] ?? '') ?? [];
  onRequest?.({
    method: request.method ?? '',
    path: request.url ?? '',
    contentLengthBytes: body.byteLength,
    parts: parts.map(describePart),
  });
  const part = (name: string): FormPart | null => parts.find((candidate) => candidate.name === name) ?? null;
  return { video: part('video'), card: part('cmnd') };
}

function describePart({ name, fileName, contentType, bytes }: FormPart): PracticeRequest['parts'][number] {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, fileName, contentType, sizeBytes: bytes.byteLength, sha256 };
}

async function respond(
  { reply, scenario, settings, deps }: Serving,
  form: SentForm,
  isV2: boolean,
): Promise<void> {
  if (scenario.kind === 'gateway') return answerAsGateway(scenario.status, reply);
  const answer = await answerText(scenario, form, deps, isV2);
  if (scenario.kind === 'fault') return answerWithFault(scenario.fault, reply, answer, settings);
  reply.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) });
  reply.end(answer);
}

async function answerText(
  scenario: Scenario,
  form: SentForm,
  deps: PracticeDeps,
  isV2: boolean,
): Promise<string> {
  if (scenario.kind === 'sample') {
    const sample = SAMPLE_ANSWERS[scenario.sample];
    return isV2 ? JSON.stringify(toV2(JSON.parse(sample) as V3Answer)) : sample;
  }
  const facts = await judgeMedia(
    form,
    scenario.kind === 'code' ? null : deps.examine,
    AbortSignal.timeout(60_000),
  );
  // A chosen code is answered for any video at all; a form without one is still refused.
  const code = scenario.kind === 'code' && form.video !== null ? scenario.code : facts.code;
  const { message, ...rest } = facts;
  const answer = buildAnswer(code === facts.code && message !== undefined ? facts : { ...rest, code });
  return isV2 ? JSON.stringify(toV2(answer)) : JSON.stringify(answer, null, 2);
}
