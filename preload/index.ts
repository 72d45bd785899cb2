import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import {
  type Audience,
  audienceOf,
  CUSTOMER_PAGE,
  invokeChannels,
  pushChannels,
  type KioskBridge,
} from '../main/core/channels.ts';

/** The window this is; main asks again, and by the window itself. */
const audience: Audience = window.location.pathname === CUSTOMER_PAGE ? 'customer' : 'teller';

/**
 * The page's only door. SECURITY: nothing of Electron or Node passes through; a channel outside the
 * contract is refused here and, again, in main (test/e2e/ipc.test.ts).
 */
const bridge: KioskBridge = {
  invoke(channel, input) {
    if (!invokeChannels.includes(channel) || audienceOf(channel) !== audience)
      return Promise.reject(new Error('No such channel'));
    return ipcRenderer.invoke(channel, input);
  },
  on(channel, listener) {
    if (!pushChannels.includes(channel) || audienceOf(channel) !== audience)
      throw new Error('No such channel');
    const forward = (_event: IpcRendererEvent, payload: unknown): void => listener(payload);
    ipcRenderer.on(channel, forward);
    return () => ipcRenderer.removeListener(channel, forward);
  },
};

contextBridge.exposeInMainWorld('kiosk', bridge);
