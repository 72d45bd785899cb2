import { app, screen, type BrowserWindow, type WebContents, type WebFrameMain } from 'electron';
import { CUSTOMER_PAGE } from '../core/channels.ts';
import {
  customerView,
  mayHavePicture,
  RIGHT_FOR,
  type CustomerAct,
  type CustomerGuide,
  type CustomerSetting,
  type CustomerView,
} from '../core/customer-view.ts';
import { failure } from '../core/failure.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { planScreens, type SecondScreenPolicy } from '../core/second-screen.ts';
import type { Intent } from '../core/session-shape.ts';
import { push } from '../ipc/register.ts';
import type { Runner } from '../session/runner.ts';
import { keepAlive } from './customer-life.ts';
import { isOwnAddress } from './navigation.ts';
import { APP_ORIGIN } from './protocol.ts';

export interface CustomerScreenPorts {
  readonly policy: SecondScreenPolicy;
  readonly setting: Omit<CustomerSetting, 'may'>;
  readonly runner: Pick<Runner, 'session' | 'subscribe' | 'handleIntent'>;
  readonly teller: BrowserWindow;
  /** A new window over these bounds, guarded like the teller's, nothing loaded yet. */
  readonly open: (bounds: Electron.Rectangle) => BrowserWindow;
}

/** The customer's own window, there as long as a second display is. */
export interface CustomerScreen {
  view(): CustomerView;
  /** What the teller's page knows of the face camera; null when it is off. */
  guide(guide: CustomerGuide | null): void;
  /** What a touch on the customer's screen asks for; `ipcRefused` where the policy allows none. */
  act(act: CustomerAct): Result<null>;
  isOwnFrame(frame: WebFrameMain | null): boolean;
  /** SECURITY: the customer's window gets the camera only while the face is being taken. */
  mayUseCamera(contents: WebContents | null): boolean;
  /** Opens it where a display is free, and follows displays from now on. */
  start(): void;
}

export function createCustomerScreen(ports: CustomerScreenPorts): CustomerScreen {
  const { policy, runner, teller } = ports;
  const setting: CustomerSetting = { ...ports.setting, may: policy.customerMay };
  let window: BrowserWindow | null = null;
  let shownGuide: CustomerGuide | null = null;
  let told = '';

  const contents = (): WebContents | null =>
    window === null || window.isDestroyed() ? null : window.webContents;
  const view = (): CustomerView => customerView(runner.session(), setting, shownGuide);
  const tell = (): void => {
    const now = view();
    const text = JSON.stringify(now);
    if (text !== told) push(contents(), 'customer.changed', now);
    told = text;
  };
  const close = (): void => {
    const closing = window;
    window = null;
    if (closing !== null && !closing.isDestroyed()) closing.destroy();
  };
  const openAt = (bounds: Electron.Rectangle): void => {
    const opened = ports.open(bounds);
    window = opened;
    const load = (): void => {
      // A load that another one cuts short is no failure.
      if (!opened.isDestroyed()) void opened.loadURL(`${APP_ORIGIN}${CUSTOMER_PAGE}`).catch(() => undefined);
    };
    keepAlive(opened, load, () => {
      if (window === opened) close();
    });
    load();
  };
  const place = (): void => {
    if (teller.isDestroyed()) return;
    const tellerDisplay = screen.getDisplayMatching(teller.getBounds());
    const plan = planScreens(screen.getAllDisplays(), tellerDisplay.id, policy);
    if (plan.tellerTo !== null) moveTo(teller, plan.tellerTo.bounds);
    if (plan.customer === null) close();
    else if (contents() === null) openAt(plan.customer.bounds);
    else window?.setBounds(plan.customer.bounds);
  };

  return {
    view,
    guide(guide) {
      shownGuide = mayHavePicture(runner.session().name) ? guide : null;
      tell();
    },
    act(act) {
      if (!policy.customerMay.includes(RIGHT_FOR[act.type]))
        return failed(failure('ipcRefused', 'customer.act'));
      // Asked again by the session itself; but only its own question may be refused from here.
      if (act.type === 'refuseConsent' && runner.session().name !== 'consent')
        return failed(failure('wrongState'));
      const done = runner.handleIntent(intentOf(act));
      return done.ok ? ok(null) : done;
    },
    isOwnFrame: (frame) => frame !== null && frame === contents()?.mainFrame && isOwnAddress(frame.url),
    mayUseCamera: (asking) => asking !== null && asking === contents() && view().guide !== null,
    start() {
      runner.subscribe(({ name }) => {
        if (!mayHavePicture(name)) shownGuide = null;
        tell();
      });
      followDisplays(place, teller);
      app.once('before-quit', close);
      teller.once('closed', close);
      place();
    },
  };
}

function followDisplays(place: () => void, teller: BrowserWindow): void {
  screen.on('display-added', place);
  screen.on('display-removed', place);
  screen.on('display-metrics-changed', place);
  // Somebody drags the teller's window onto the customer's display: the customer's makes room.
  teller.on('moved', place);
  app.once('before-quit', () => {
    screen.off('display-added', place);
    screen.off('display-removed', place);
    screen.off('display-metrics-changed', place);
  });
}

/** Keeps its size where that fits, in the middle of the display. */
function moveTo(window: BrowserWindow, bounds: Electron.Rectangle): void {
  const wasKiosk = window.isKiosk();
  if (wasKiosk) window.setKiosk(false);
  const { width, height } = window.getBounds();
  const size = { width: Math.min(width, bounds.width), height: Math.min(height, bounds.height) };
  const x = Math.round(bounds.x + (bounds.width - size.width) / 2);
  const y = Math.round(bounds.y + (bounds.height - size.height) / 2);
  window.setBounds({ x, y, ...size });
  if (wasKiosk) window.setKiosk(true);
}

const intentOf = (act: CustomerAct): Intent => (act.type === 'refuseConsent' ? { type: 'cancel' } : act);
