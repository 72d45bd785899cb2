import { app } from 'electron';
import packageJson from '../package.json' with { type: 'json' };

/** The package's own version: a build server may have given it another than package.json's. */
export const programVersion = (): string => (app.isPackaged ? app.getVersion() : packageJson.version);
