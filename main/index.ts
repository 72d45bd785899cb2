import { app } from 'electron';
import { askedCommand } from './app-asked.ts';
import { goesBack } from './app-start.ts';
import { forbidCoreDumps } from './kiosk/core-dumps.ts';

/**
 * The program's first lines: a new version that fails to start is taken back before its other parts are loaded,
 * whatever is wrong with them. Electron waits for this file before it is ready.
 */
const forbidden = forbidCoreDumps();
const command = askedCommand(process.argv, !app.isPackaged);
if (command === null && goesBack()) app.exit(0);
else await import('./app-open.ts');
await forbidden;
