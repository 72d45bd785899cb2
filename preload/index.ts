import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { invokeChannels, pushChannels, type KioskBridge } from '../main/core/contract.ts';

/**
 * The page's only door. SECURITY: nothing of Electron or Node passes through; a channel outside the
 * contract is refused here and, again, in main (test/e2e/ipc.test.ts).
 */
const bridge: KioskBridge = {
  invoke(channel, input) {
    if (!invokeChannels.includes(channel)) return Promise.reject(new Error('No such channel'));
    return ipcRenderer.invoke(channel, input);
  },
  on(channel, listener) {
    if (!pushChannels.includes(channel)) throw new Error('No such channel');
    const forward = (_event: IpcRendererEvent, payload: unknown): void => listener(payload);
    ipcRenderer.on(channel, forward);
    return () => ipcRenderer.removeListener(channel, forward);
  },
};

contextBridge.exposeInMainWorld('kiosk', bridge);
