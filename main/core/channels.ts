/** The two windows of a station. */
export type Audience = 'teller' | 'customer';

/** The page of the customer's window, by which the preload knows it. */
export const CUSTOMER_PAGE = '/customer.html';

/**
 * Who may ask what. SECURITY: the customer's window has its channels and no other; the teller's has none of them
 * (test/e2e/ipc.test.ts). Names only, so that the preload carries no schemas: contract.ts has one for each.
 */
const INVOKE = {
  'app.info': 'teller',
  'session.get': 'teller',
  'session.intent': 'teller',
  'media.piece': 'teller',
  'media.deliver': 'teller',
  'card.pickFile': 'teller',
  'media.preview': 'teller',
  'cameras.get': 'teller',
  'cameras.choose': 'teller',
  'stats.get': 'teller',
  'fleet.get': 'teller',
  'fleet.export': 'teller',
  'training.get': 'teller',
  'training.choose': 'teller',
  'admin.get': 'teller',
  'admin.do': 'teller',
  'history.search': 'teller',
  'history.chart': 'teller',
  'history.export': 'teller',
  'history.retention': 'teller',
  'policy.get': 'teller',
  'updates.get': 'teller',
  'updates.check': 'teller',
  'history.head': 'teller',
  'station.get': 'teller',
  'station.check': 'teller',
  'station.print': 'teller',
  'about.get': 'teller',
  'page.alive': 'teller',
  'customer.guide': 'teller',
  'customer.get': 'customer',
  'customer.act': 'customer',
} as const satisfies Record<string, Audience>;

/** Whom main tells what. */
const PUSH = {
  'session.changed': 'teller',
  'admin.changed': 'teller',
  'history.progress': 'teller',
  'customer.changed': 'customer',
} as const satisfies Record<string, Audience>;

export type InvokeChannel = keyof typeof INVOKE;
export type PushChannel = keyof typeof PUSH;

export const invokeChannels = Object.keys(INVOKE) as readonly InvokeChannel[];
export const pushChannels = Object.keys(PUSH) as readonly PushChannel[];

const AUDIENCES = { ...INVOKE, ...PUSH };

export const audienceOf = (channel: InvokeChannel | PushChannel): Audience => AUDIENCES[channel];

/** The page's only door to main, exposed by the preload as `window.kiosk`. */
export interface KioskBridge {
  invoke(channel: InvokeChannel, input: unknown): Promise<unknown>;
  on(channel: PushChannel, listener: (payload: unknown) => void): () => void;
}
